//! What is said of terminals that are attached to a host.

use super::messages;

messages! {
    not_hosted(dir) {
        "没有正在主持的会（{dir}）：请主持人先用 yishi open 打开会次，再运行 yishi attach",
        "no session is being hosted ({dir}): the chair opens one with yishi open, then run yishi attach"
    }
    nothing_open() {
        "主持人的程序还停在会次列表（attach）：请主持人打开会次，或写明编号 yishi attach ID",
        "the chair's program is still at its list of sessions (attach): open one there, or name it with yishi attach ID"
    }
    host_newer(host, own) {
        "主持端的 yishi 是 {host}，比本机的 {own} 新，两者不能连接（attach）：请升级本终端的 yishi",
        "the host's yishi is {host}, newer than this one ({own}), and the two cannot talk (attach): upgrade this terminal's yishi"
    }
    host_older(host, own) {
        "主持端的 yishi 是 {host}，比本机的 {own} 旧，两者不能连接（attach）：请升级主持端的 yishi",
        "the host's yishi is {host}, older than this one ({own}), and the two cannot talk (attach): upgrade the host's yishi"
    }
    full(most) {
        "已连接 {most} 个终端，不能再多（attach）：请先关掉不用的终端",
        "{most} terminals are attached and no more may be (attach): close one that is not needed"
    }
    garbled() {
        "终端与主持端互相读不懂（attach）：请在两边用同一版本的 yishi",
        "the terminal and the host do not understand each other (attach): use the same yishi at both ends"
    }
    too_long(most) {
        "内容太长，一次交不上（最多{most} KB，attach）：请分几次交，或在主持人的电脑前录入",
        "too long to hand over at once (at most {most} KB, attach): hand it over in parts, or enter it at the chair's own screen"
    }
    host_quit() {
        "主持人已退出程序；本终端的内容都在，主持人再打开会次时自动接上",
        "the chair has left the program; all that is here is kept, and this terminal joins again when the session is opened"
    }
    host_lost() {
        "与主持端的连接断开；打的字都保存在本机，正在重新连接，接上后自动交上",
        "the connection to the host is lost; what you type is kept here, and is handed over once it is back"
    }
    host_back() { "已重新接上主持端", "connected to the host again" }
    dismissed() {
        "主持人移出了本终端（attach）：没有交上的文字仍保存在本机，需要时再运行 yishi attach",
        "the chair has sent this terminal away (attach): what was not handed over is kept here; run yishi attach again when asked to"
    }
    no_answer() {
        "主持端没有回答（attach）：请看主持人的程序是否还在运行，再试一次",
        "the host does not answer (attach): see whether the chair's program still runs, and try again"
    }
    wire_failed(why) {
        "连接主持端出错（{why}）：请再试一次",
        "talking to the host failed ({why}): try again"
    }
    not_served(why) {
        "其他终端连不上本机（{why}）；本机照常开会",
        "other terminals cannot join this one ({why}); the session goes on here"
    }
    recorded_before(count) {
        "在此之前已记录 {count} 条",
        "{count} were recorded before that"
    }
}
