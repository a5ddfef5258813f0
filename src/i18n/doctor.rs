//! What `doctor` finds, and what to do about it.

use super::messages;

messages! {
    good() { "正常", "ok" }
    warn() { "注意", "warn" }
    bad() { "问题", "bad" }
    advice(what) { "       办法：{what}", "       do: {what}" }
    system_title() { "系统", "System" }
    system(name, arch) { "{name}（{arch}）", "{name} ({arch})" }
    glibc(version) { "系统库 glibc {version}（需要 2.17 以上）", "glibc {version} (needed: 2.17 or newer)" }
    glibc_do() {
        "系统太旧，请在统信 UOS 20、麒麟 V10 或更新的系统上使用",
        "this system is too old: use UOS 20, Kylin V10 or anything newer"
    }
    terminal_tried(name) { "终端程序 {name}：试过，可用", "terminal {name}: tried, works" }
    terminal_known(name) {
        "终端程序 {name}：没有逐项试过；开会前打几行字看看",
        "terminal {name}: not tried in every part; type some lines before the meeting"
    }
    terminal_unknown(term) {
        "终端程序不明（TERM={term}）：开会前打几行字看看",
        "terminal unknown (TERM={term}): type some lines before the meeting"
    }
    old_console() {
        "旧式控制台：能用；装了 Windows Terminal 更好看。字体请选新宋体",
        "the old console: it works; Windows Terminal looks better. Choose the typeface NSimSun"
    }
    terminal() { "终端", "Terminal" }
    machine() { "本机", "Machine" }
    store() { "存储", "Store" }
    config() { "设置", "Settings" }
    documents() { "文件导出", "Documents" }
    sum_good() { "一切正常，可以开会。", "All is well." }
    sum_warn(count) { "可以开会，有 {count} 处值得注意。", "Meetings can be held; to look at: {count}." }
    sum_bad(count, warnings) {
        "有 {count} 处问题要先解决，另有 {warnings} 处值得注意：办法见以上各行",
        "problems to be solved first: {count}, to look at: {warnings}; the lines above say how"
    }
    no_terminal() { "这里不是终端，没有检查画面", "this is no terminal; the screen was not checked" }
    no_terminal_do() { "在开会用的终端窗口里再运行一次 yishi doctor", "run yishi doctor again in the window that meetings are held in" }
    size(columns, rows) { "窗口 {columns}×{rows}", "window {columns}×{rows}" }
    size_unknown() { "终端没有说窗口多大", "the terminal does not say how large its window is" }
    size_do() {
        "把窗口放大到 80×24 以上（最好 100×30），或把字号调小",
        "make the window at least 80×24 (better 100×30), or the letters smaller"
    }
    colours_many() { "颜色齐全", "all colours" }
    colours_few(term) { "颜色较少（TERM={term}）", "few colours (TERM={term})" }
    colours_few_do() {
        "在 config.toml 写 theme = \"terminal\"，或换一个支持 256 色的终端",
        "write theme = \"terminal\" in config.toml, or use a terminal with 256 colours"
    }
    colours_none(term) { "终端没有说能显示颜色（TERM={term}）", "the terminal promises no colours (TERM={term})" }
    colours_none_do() { "换一个终端，或用 --no-color", "use another terminal, or --no-color" }
    colours_off() { "按 NO_COLOR 不用颜色", "no colours, as NO_COLOR asks" }
    narrow() { "引号、破折号等占一格，画面对得齐", "quotation marks and dashes take one cell; the screen lines up" }
    wide() {
        "引号、破折号等占两格，程序已自动用 ASCII 线条",
        "quotation marks and dashes take two cells; the program draws its lines in ASCII"
    }
    width_ascii() { "终端没有回答字宽，已按 --ascii 处理", "the terminal does not say its widths; --ascii is on" }
    width_unknown() { "终端没有回答引号、破折号占几格", "the terminal does not say how wide it draws quotation marks and dashes" }
    width_do() { "画面的线条若对不齐，加 --ascii", "if the lines of the screen do not meet, add --ascii" }
    paste() { "粘贴：一次整段收下", "pastes come whole" }
    no_paste() { "粘贴：终端不标明粘贴的起止", "pastes: the terminal does not mark where they begin and end" }
    no_paste_do() {
        "很长的文字请分段粘贴，贴后看一眼；或换一个终端",
        "paste long text in pieces and look at it afterwards, or use another terminal"
    }
    paste_unknown() { "粘贴：终端没有回答，按成批输入处理", "pastes: the terminal does not say; bursts of text are taken as pastes" }
    synchronized() { "整帧刷新：支持，画面不闪", "whole frames: yes, the screen does not flicker" }
    not_synchronized() { "整帧刷新：终端没有，不影响使用", "whole frames: not here, which does no harm" }
    locale(name) { "语言环境 {name}", "locale {name}" }
    locale_windows() { "语言环境由系统决定", "the locale is the system's" }
    no_locale() { "没有设置语言环境（LANG）", "no locale is set (LANG)" }
    locale_not_utf8(name) { "语言环境不是 UTF-8（{name}）", "the locale is not UTF-8 ({name})" }
    locale_do() {
        "执行 export LANG=zh_CN.UTF-8，写进 ~/.profile 以后都有效",
        "run export LANG=zh_CN.UTF-8, and put it into ~/.profile to keep it"
    }
    input_method(name) { "输入法：{name}，候选窗跟着光标", "input method {name}; its window follows the cursor" }
    input_remote() { "远程登录：用自己电脑的输入法打字", "remote login: type with the input method of your own machine" }
    input_system() { "输入法由终端窗口提供", "the input method is that of the terminal's window" }
    no_input_method() { "没有看到输入法的设置（XMODIFIERS）", "no input method is set up (XMODIFIERS)" }
    input_method_do() {
        "打不出中文时安装 fcitx5 或 ibus 并重新登录；先在终端里打几个字试试",
        "if Chinese cannot be typed, install fcitx5 or ibus and log in again; try a few words in the terminal first"
    }
    zone(offset) {
        "本机时区 {offset}；会次按计划里的时区记录，没写就是 +08:00",
        "the machine's zone is {offset}; sessions are recorded in their plan's zone, +08:00 unless it says otherwise"
    }
    zone_unknown(name, offset) {
        "时区 {name} 系统不认识，现在按 {offset} 算",
        "the system does not know the zone {name} and takes it for {offset}"
    }
    zone_unknown_do() {
        "执行 export TZ=Asia/Shanghai；没有这个时区就安装 tzdata",
        "run export TZ=Asia/Shanghai; install tzdata if there is no such zone"
    }
    clock(now) { "本机时间 {now}", "the machine's time is {now}" }
    clock_do() { "时间不对：先校准本机时间，记录要用它", "the time is wrong: set the clock first, the record needs it" }
    no_store(path) {
        "还没有存储，第一次存会次时建在 {path}", "there is no store yet; the first session makes it at {path}"
    }
    store_good(path, count) { "{path}：可以读写，{count} 个会次", "{path}: can be read and written; sessions: {count}" }
    store_held(holder) { "正在被另一个进程使用（{holder}），可以同时查看", "in use by another process ({holder}); it can be read meanwhile" }
    store_do() {
        "先不要开会：复制整个存储文件夹留底，再用 yishi verify 核对",
        "hold no meeting yet: copy the whole folder away, then check it with yishi verify"
    }
    damage_do() { "记录已修复；用 yishi verify 核对，原件在 quarantine 里", "the record is repaired; check it with yishi verify, the originals are in quarantine" }
    space(left) { "剩余空间 {left} MB", "{left} MB left" }
    space_do() { "先腾出空间：一场会约用 2 MB", "make room first: a meeting takes about 2 MB" }
    config_good(path) { "{path}：没有错误", "{path}: no faults" }
    config_do() { "改好这一行；在改好之前用默认值", "put the line right; until then the default holds" }
    no_config_folder() { "系统没有给出设置文件夹", "the system names no folder for settings" }
    no_config_folder_do() { "检查 HOME 环境变量", "check the variable HOME" }
    fonts() { "找到中文字体，可以导出 pdf", "typefaces with Chinese are there: pdf can be written" }
    fonts_do() {
        "安装中文字体（Linux：fonts-noto-cjk）或在 documents/ 里指定；docx、html 不受影响",
        "install typefaces with Chinese (Linux: fonts-noto-cjk) or name one in documents/; docx and html do without"
    }
    #[cfg_attr(feature = "pdf", allow(dead_code, reason = "of a program without pdf"))]
    no_pdf() { "这个版本不带 pdf：请导出 docx 再转换", "this build writes no pdf: export docx and convert it" }
}
