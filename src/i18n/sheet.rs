//! The words that a page adds to a document: its number, the place to sign, the names of styles.

use crate::i18n::messages;

messages! {
    page_before() { "第", "Page " }
    page_between() { "页　共", " of " }
    page_after() { "页", "" }
    pdf_no_font() {
        "没有找到中文字体，不能生成 PDF：请安装一种（Linux：fonts-noto-cjk），或改用 docx、html",
        "no typeface with Chinese characters was found for the pdf: install one (Linux: fonts-noto-cjk), or take docx or html",
    }
    pdf_no_glyph(c, code) {
        "已安装的字体都没有“{c}”（{code}），不能生成 PDF：请安装有这个字的字体（Linux：fonts-hanazono），或改用 docx、html",
        "no installed typeface has {c} ({code}), so there is no pdf: install one that has it (Linux: fonts-hanazono), or take docx or html",
    }
    pdf_configured(path, why) {
        "设置的 PDF 字体 {path} 不能用：{why}；请改正设置，或改用 docx、html",
        "the pdf's typeface {path} of the settings cannot be used: {why}; correct the setting, or take docx or html",
    }
    pdf_no_chinese() { "里面没有汉字", "there are no Chinese characters in it" }
    not_made(format, why) {
        "没有写成 {format} 文件{why}：请改用别的格式，并把这一份会次包交给维护人员",
        "the {format} file could not be written{why}: take another format, and give the session's bundle to a maintainer"
    }
    sign_here() { "签字：", "Signature: " }
    style_hanging() { "名单", "Names" }
    style_masthead() { "版头标志", "Masthead" }
    style_number() { "版头文号", "Masthead number" }
    style_line() { "版头红线", "Masthead rule" }
    style_cell() { "表格文字", "Table text" }
    style_head() { "表头", "Table head" }
    style_form() { "表单内容", "Form text" }
    style_label() { "表单项目", "Form label" }
    style_colophon() { "版记", "Colophon" }
    style_fingerprint() { "记录指纹", "Fingerprint" }
    style_remark() { "附注文字", "Remark" }
    style_small() { "小字", "Small" }
}

/// What a dictionary takes for several words and an office for one: no title is broken inside.
pub(crate) const WHOLE_WORDS: &[&str] =
    &["协商议事会", "议事会", "座谈会", "意见书", "议事协商", "居民委员会"];
/// What stands before a word and not behind one.
pub(crate) const OPENING: &str = "（《“‘〔【〈「『([\"";
/// What stands between the names of a list.
pub(crate) const BETWEEN_NAMES: [&str; 2] = ["、", ", "];
