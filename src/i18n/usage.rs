//! What is said of wrong arguments, and the headings of help.

use super::messages;

messages! {
    no_such_command(name, hint) { "没有这个命令（{name}）：{hint}", "there is no such command ({name}): {hint}" }
    unknown_argument(name, hint) { "没有这个参数（{name}）：{hint}", "there is no such argument ({name}): {hint}" }
    meant(near) { "是不是 {near}？", "did you mean {near}?" }
    see_help() { "用 yishi --help 看全部命令和参数", "see yishi --help for all commands and arguments" }
    no_value(name) { "缺少值（{name}）：请在后面写上", "there is no value ({name}): write one behind it" }
    no_such_value(name, value, known) {
        "不能用这个值（{name}：{value}）：可用 {known}",
        "this value does not do ({name}: {value}): use one of {known}"
    }
    bad_value(name, value) {
        "读不懂这个值（{name}：{value}）：用 --help 看写法，日期如 2026-11-27，时间如 14:30",
        "this value cannot be read ({name}: {value}): see --help for its form; a date is 2026-11-27, a time 14:30"
    }
    missing(names) { "缺少参数（{names}）：请补上", "arguments are missing ({names}): add them" }
    conflict(name, other) {
        "不能同时使用（{name}、{other}）：去掉一个",
        "these cannot be used together ({name}, {other}): leave one out"
    }
    no_command() {
        "缺少命令（yishi）：用 --help 看可用的命令", "there is no command (yishi): see --help for those there are"
    }
    not_utf8_argument() {
        "参数不是 UTF-8 编码（命令行）：请检查终端的语言设置",
        "an argument is not UTF-8 (command line): check the terminal's locale"
    }
    too_many(name) { "值的个数不对（{name}）：用 --help 看用法", "the number of values is wrong ({name}): see --help" }
    languages() { "可用 zh-CN、en", "use zh-CN or en" }
    print_help() { "显示这份帮助", "Print help" }
    print_version() { "显示版本和构建信息", "Print the version and facts of this build" }
    template() {
        "{{about-with-newline}}\n用法：{{usage}}\n\n{{all-args}}",
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{{all-args}}"
    }
}
