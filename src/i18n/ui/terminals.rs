//! Words about the terminals that are attached to a session.

use crate::i18n::messages;

messages! {
    title() { "已连接的终端", "Attached terminals" }
    show() { "终端", "terminals" }
    show_help() { "看有哪些终端连着这场会，移出其中一个", "shows which terminals are attached, and sends one away" }
    none() { "没有别的终端", "no other terminal is attached" }
    how() { "另开一个终端窗口，运行 yishi attach", "run yishi attach in another terminal window" }
    fingerprint(print, count) {
        "指纹 {print} 共{count}条，各终端应当相同",
        "fingerprint {print}, {count} events; the same on every terminal"
    }
    this_one() { "本终端", "this one" }
    hint() { "上下键选择，F9 移出，Esc 返回", "Arrows choose, F9 sends away, Esc goes back" }
    hint_look() { "Esc 返回", "Esc goes back" }
    dismiss() { "移出终端", "Send a terminal away" }
    ask_dismiss(name) {
        "移出终端 {name}？它没有交上的文字会留在它那里。",
        "Send {name} away? What it has not handed over stays with it."
    }
    chair_only() { "只有主持人的终端能移出别的终端", "only the chair's terminal sends others away" }
    attached(n) { "终端{n}", "{n} attached" }
    away() { "断线", "NO HOST" }
    waiting_for_host() { "待交", "to be sent" }
    hall_only() { "本终端只作投屏", "this terminal shows the hall only" }
    leave_hint() { "Ctrl-Q 退出", "Ctrl-Q leaves" }
}
