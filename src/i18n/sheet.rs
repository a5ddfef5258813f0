//! The words that a page adds to a document: its number, the place to sign, the names of styles.

use crate::i18n::messages;

messages! {
    page_before() { "第", "Page " }
    page_between() { "页　共", " of " }
    page_after() { "页", "" }
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
