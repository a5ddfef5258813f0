//! The words of exporting from the screen.

use crate::i18n::messages;

messages! {
    title() { "导出文件", "Export documents" }
    whole() { "全部文件", "the whole set" }
    whole_formats(n) { "{n}个文件，各用默认格式", "{n} files, each in its default format" }
    notice() { "公示（脱敏）", "public notice (masked)" }
    masked(n) {
        "已脱敏{n}处，请逐条核对；不该脱敏的在命令行（:）输入 mask show \"文字\" \"理由\"，漏掉的输入 mask hide \"文字\" \"理由\"：",
        "{n} masked; look at each. In the palette (:) mask show \"text\" \"reason\" takes one off, mask hide \"text\" \"reason\" adds one:",
    }
    masked_one(what, instead) { "  {what} → {instead}", "  {what} -> {instead}" }
    folder() { "保存到：", "Save to: " }
    hint() {
        "数字或↑↓选文件　←→选格式　Tab 改位置　F3 预览　F2 导出　Esc 返回",
        "1-9: file   Left/Right: format   Tab: folder   F3: preview   F2: export",
    }
    folder_hint() { "Enter 或 F2 导出　Tab 回到文件　Esc 返回", "Enter or F2: export   Tab: documents   Esc: back" }
    preview(name) { "预览：{name}", "Preview: {name}" }
    preview_hint() { "↑↓ PgUp PgDn 翻看　F2 导出　Esc 返回", "Up/Down, PgUp/PgDn: read   F2: export   Esc: back" }
    no_folder() { "请写明保存到哪个文件夹", "say which folder to save to" }
    nothing() { "会议还没有计划，没有可导出的", "nothing is planned, so there is nothing to export" }
    working(at, of) { "正在导出：第{at}个，共{of}个；Esc 取消", "exporting: {at} of {of}; Esc cancels" }
    busy() { "上一次导出还没有完成", "the last export is not finished yet" }
    done(n, folder) {
        "已导出{n}个文件到 {folder}。打开这个文件夹？",
        "{n} files are in {folder}. Open the folder?",
    }
    done_short(n, folder) { "已导出{n}个文件到 {folder}", "{n} files are in {folder}" }
    exists(names, folder) {
        "{folder} 里已经有：{names}。用新的替换？",
        "In {folder} there are already: {names}. Replace them?",
    }
    failed(why) { "没有导出，原有的文件没有变动：{why}", "Nothing was exported, and what was there is unchanged: {why}" }
    not_opened(folder, why) {
        "打不开文件夹（{why}）；文件在 {folder}",
        "the folder cannot be shown ({why}); the files are in {folder}",
    }
}
