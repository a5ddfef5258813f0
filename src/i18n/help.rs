//! Help for the commands and their arguments in Chinese. The English stands at the arguments
//! themselves, where the parser reads it; a test holds that each has both.

use crate::i18n::Lang;

/// What a command does. `path` is the command with those above it, `yishi template save`; None
/// where the parser's own words are to be used.
pub(crate) fn command(lang: Lang, path: &str) -> Option<&'static str> {
    match lang {
        Lang::En => None,
        Lang::Zh => COMMANDS.iter().find(|(known, _)| *known == path).map(|(_, words)| *words),
    }
}

/// What an argument of a command is for: its own words, else those of all arguments of that name.
pub(crate) fn argument(lang: Lang, path: &str, name: &str) -> Option<&'static str> {
    if lang == Lang::En {
        return None;
    }
    let own = ARGUMENTS.iter().find(|(known, arg, _)| *known == path && *arg == name);
    let any = || ARGUMENTS.iter().find(|(known, arg, _)| known.is_empty() && *arg == name);
    own.or_else(any).map(|(_, _, words)| *words)
}

/// The headings of help.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Headings {
    pub options: &'static str,
    pub arguments: &'static str,
    pub commands: &'static str,
    /// Stands for a command in the usage.
    pub command: &'static str,
}

/// None where the parser's own are to be used.
pub(crate) fn headings(lang: Lang) -> Option<Headings> {
    match lang {
        Lang::En => None,
        Lang::Zh => {
            Some(Headings {
                options: "选项", arguments: "参数", commands: "命令", command: "命令"
            })
        }
    }
}

const COMMANDS: &[(&str, &str)] = &[
    ("yishi", "议事：把一场协商议事会从会前计划开到签字的会议记录"),
    ("yishi demo", "放入样例会次并打开"),
    ("yishi new", "检查计划和名册，存为已计划的会次，打印编号"),
    ("yishi open", "全屏开会，主持人的终端"),
    ("yishi attach-file", "把照片、材料附入一场会"),
    ("yishi attach", "第二个终端连到正在开的会：主持人、记录员或投屏"),
    ("yishi exec", "不开画面，执行会议脚本"),
    ("yishi list", "列出会次"),
    ("yishi show", "显示一场会的现状，或某条事件之后的状况"),
    ("yishi log", "显示一场会的全部事件"),
    ("yishi export", "导出一种文件，或用 all 导出全套"),
    ("yishi rules", "表决规则和依据"),
    ("yishi rules check", "读一份规则文件，说出它的要求，并列出每道线上下通过与不通过的数"),
    ("yishi rules confirm", "注明本单位已用现行条文核对过一种规则"),
    ("yishi verify", "核对一场会或全部会次的记录未被改动"),
    ("yishi backup", "把整个存储备份成一个文件"),
    ("yishi restore", "从备份文件恢复"),
    ("yishi salvage", "从损坏的存储中救出还能读的"),
    ("yishi bundle", "把一场会打成一个文件，带到另一台机器"),
    ("yishi import", "导入会次包和备份，可多个，也可以是文件夹"),
    ("yishi send", "把办公室还没有收到的会次写到一个文件夹，用来上交"),
    ("yishi receipts", "读入办公室的回执，记下哪些已上交"),
    ("yishi track", "全部会次的落实事项，或一段时间的统计"),
    ("yishi template", "模板：保存一场会的开法，不带人员"),
    ("yishi template save", "把一场会存为模板，不带人员"),
    ("yishi template list", "列出模板"),
    ("yishi template show", "打印一个模板"),
    ("yishi template new", "用模板新建会次"),
    ("yishi doctor", "检查终端、本机和存储，并说明办法"),
    ("yishi completions", "打印命令补全脚本"),
    ("yishi man", "打印手册页"),
    ("yishi-archive", "议事档案库：把各地的会次收进 PostgreSQL，供监督部门查问"),
    ("yishi-archive init", "建立或升级档案库"),
    ("yishi-archive place", "地方：市、县、镇、社区"),
    ("yishi-archive place import", "从 CSV 导入地方"),
    ("yishi-archive place list", "列出地方"),
    ("yishi-archive take", "收入会次包、备份和装着它们的文件夹"),
    ("yishi-archive receipts", "写出回执：收到了什么"),
    ("yishi-archive missing", "某月没有开足会次的社区"),
    ("yishi-archive overdue", "逾期的落实事项"),
    ("yishi-archive figures", "按县、镇、月份、标签统计"),
    ("yishi-archive search", "在会议记录中找一个词"),
    ("yishi-archive list", "列出会次"),
    ("yishi-archive show", "显示一场会的现状"),
    ("yishi-archive export", "把一场会写回会次包，或导出它的一种文件"),
    ("yishi-archive check", "核对每份记录的链和每一行派生数据"),
    ("yishi-archive reindex", "从记录重建全部派生数据"),
    ("yishi-archive grant", "让一个数据库角色看到一个地方及其下级"),
    ("yishi-archive retention", "电话和地址保留多久"),
    ("yishi-archive forget", "删除到期的电话和地址"),
    ("yishi-archive completions", "打印命令补全脚本"),
    ("yishi-archive man", "打印手册页"),
];

/// The command, the argument, the words; without a command they hold wherever there are no others.
const ARGUMENTS: &[(&str, &str, &str)] = &[
    ("", "id", "会次编号"),
    ("", "json", "输出一个 JSON 值"),
    ("", "force", "替换已有的文件"),
    ("", "output", "写到这个文件"),
    ("", "name", "模板名称"),
    ("", "roster", "名册（CSV、XLSX、XLS、ET 或 ODS）"),
    ("", "sheet", "工作簿里的哪张工作表；不写就读第一张看得见、有表头的"),
    ("", "hidden", "隐藏的行和列：include 一并读入，skip 不读；不写就拒绝"),
    ("yishi", "store", "存储文件夹［默认 YISHI_STORE，再默认用户数据文件夹］"),
    ("yishi", "lang", "zh-CN 或 en［默认 YISHI_LANG，再默认 config.toml、系统语言、zh-CN］"),
    ("yishi", "ascii", "只用 ASCII 线条，给线条占两格的终端"),
    ("yishi", "no_color", "不用颜色"),
    ("yishi demo", "fresh", "样例已在时另放一份新的"),
    ("yishi new", "plan", "计划（TOML）"),
    ("yishi new", "id", "另取会次编号，不用计划里的"),
    ("yishi open", "plain", "不画屏幕，一行一行地写：供读屏软件或点显器用"),
    ("yishi attach", "plain", "不画屏幕，一行一行地写：供读屏软件或点显器用"),
    ("yishi attach", "role", "本终端的用途：chair 主持、recorder 记录（不写就是它）、hall 投屏"),
    ("yishi exec", "file", "会议脚本文件，- 是标准输入"),
    ("yishi exec", "json", "打印每条命令记下的事件"),
    ("yishi exec", "keep_going", "一行被拒绝后继续，并全部报告"),
    ("yishi exec", "accept_loss", "记录有丢失或改动时继续；记录里写下这一决定"),
    ("yishi exec", "command", "一行命令"),
    ("yishi log", "json", "每行一个 JSON 值"),
    ("yishi show", "at", "这条事件之后的状况"),
    (
        "yishi export",
        "doc",
        "文件：minutes 会议记录、summary 纪要、notice 公示、invitation 会议通知等，见 docs/documents.md；或 journal、session、all 全套",
    ),
    ("yishi export", "each", "会议通知一人一份"),
    ("yishi export", "number", "本年度编号；next 为本机上一个编号加一"),
    ("yishi export", "copies", "抄送"),
    ("yishi export", "date", "成文日期"),
    ("yishi export", "printed", "印发日期"),
    ("yishi export", "to", "主送"),
    ("yishi export", "show", "公示中不脱敏的文字；用 --why 写明理由"),
    ("yishi export", "hide", "公示中另外脱敏的文字；用 --why 写明理由"),
    ("yishi export", "why", "取消或添加脱敏的理由：一条通用，或按 --show、--hide 的先后各一条"),
    ("yishi list", "output", "写成会次台账：.xlsx、.csv 或 .md"),
    ("yishi list", "force", "替换已有的文件"),
    ("yishi verify", "scan", "从文件上的二维码扫到的文字：说明它是记录的哪一条"),
    ("yishi attach-file", "file", "文件，不超过64 MB"),
    ("yishi attach-file", "what", "是什么"),
    ("yishi export", "format", "格式；不写就用这种文件的第一种格式"),
    ("yishi export", "at", "会议的文件按第几条时的记录做，而不按封存或签字时的"),
    ("yishi export", "current", "会议的文件按现在的记录做"),
    ("yishi export", "order", "名单的次序：strokes 笔画、pinyin 拼音、group 组别、listed 名册"),
    ("yishi export", "unmasked", "公示不脱敏；理由会记入会议记录"),
    ("yishi export", "reason", "不脱敏的理由"),
    ("yishi export", "output", "写到哪里：文件，全套写文件夹，- 为标准输出；不写就输出到屏幕"),
    ("yishi rules", "name", "规则"),
    ("yishi rules check", "file", "规则文件（TOML）"),
    ("yishi rules confirm", "name", "规则"),
    ("yishi rules confirm", "session", "也记入用这种规则的这场会的记录"),
    ("yishi verify", "id", "会次编号；不写就是全部"),
    ("yishi restore", "file", "备份、抢救或会次包文件"),
    ("yishi import", "files", "会次包、备份，或装着它们的文件夹"),
    ("yishi verify", "fingerprint", "纸上的指纹：说明它是记录的哪一条"),
    ("yishi track", "overdue", "只看逾期的"),
    ("yishi track", "figures", "统计：会次、参会、共识、按时办结"),
    ("yishi track", "from", "这一天起的会次（2026-01-01）"),
    ("yishi track", "to", "到这一天为止的会次"),
    ("yishi track", "output", "写成工作簿（.xlsx）"),
    ("yishi template save", "force", "替换同名模板"),
    ("yishi template new", "title", "会次名称"),
    ("yishi template new", "date", "开会日期（2026-11-27）"),
    ("yishi template new", "start", "开始时间（14:30），不用模板里的"),
    ("yishi completions", "shell", "哪种 shell"),
    ("yishi send", "output", "放文件的文件夹"),
    ("yishi receipts", "file", "办公室给的回执文件"),
    ("yishi-archive", "database", "数据库地址［默认 YISHI_ARCHIVE_URL］"),
    ("yishi-archive", "lang", "zh-CN 或 en［默认 YISHI_LANG，再默认系统语言、zh-CN］"),
    ("yishi-archive", "ascii", "只用 ASCII 线条"),
    ("yishi-archive place import", "file", "CSV：代码、名称、上级、级别"),
    ("yishi-archive take", "paths", "会次包、备份，或装着它们的文件夹"),
    ("yishi-archive take", "place", "都属于这个地方（代码）"),
    ("yishi-archive take", "json", "最后输出一个 JSON 值，不逐条打印"),
    ("yishi-archive missing", "month", "月份（2026-11）"),
    ("yishi-archive missing", "least", "一个月至少开几次"),
    ("yishi-archive figures", "by", "county、town、month、tag，用逗号隔开"),
    ("yishi-archive search", "word", "要找的词，至少两个字"),
    ("yishi-archive search", "most", "最多显示几条"),
    ("yishi-archive show", "genesis", "首条指纹的前几位，或只有一个会次用的编号"),
    ("yishi-archive export", "genesis", "首条指纹的前几位，或只有一个会次用的编号"),
    (
        "yishi-archive export",
        "doc",
        "一种文件（minutes、summary……见 docs/documents.md）或 all；不写就是会次包",
    ),
    (
        "yishi-archive export",
        "format",
        "docx、xlsx、pdf、html、md、txt、csv 或 json；不写就用该文件的第一种格式",
    ),
    ("yishi-archive retention", "months", "从现在起，会后保留这么多个月"),
    ("yishi-archive grant", "role", "数据库角色"),
    ("yishi-archive grant", "code", "地方代码"),
    ("yishi-archive grant", "names", "姓名、电话和记录原文也能看"),
    ("", "place", "只看这个地方及其下级（代码）"),
    ("", "from", "这一天起的会次（2026-01-01）"),
    ("", "to", "到这一天为止的会次"),
    ("yishi man", "output", "每个命令一页，放进这个文件夹；不写就全部输出到屏幕"),
];
