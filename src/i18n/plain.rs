//! What the program says where it writes lines instead of drawing a screen.

use super::messages;

/// What ends a line that asks how it may go on: a question mark of either width, a tab.
pub(crate) const ASKS: [char; 3] = ['?', '？', '\t'];

messages! {
    begins(phase) { "现在：{phase}", "now: {phase}" }
    how() {
        "每行一条命令；只按回车就做下一步；行末空格加 ? 列出可以怎么写；quit 退出",
        "one command a line; Enter alone takes the next step; a space and ? at the end list how a line may go on; quit leaves"
    }
    chair_says(text) { "请说：{text}", "say: {text}" }
    next_step(title) { "下一步（回车）：{title}", "next (Enter): {title}" }
    read_out() { "请念：", "read out:" }
    read_to_the_end(title) { "念完按回车：{title}", "read to the end, then Enter: {title}" }
    enter_again(asked) { "{asked} 是就再按一次回车，不是就写别的", "{asked} Enter once more for yes; anything else is no" }
    too_soon() { "按得太快，没有做：请听完下一步再按回车", "too soon, nothing was done: hear the next step, then Enter" }
    far_time(when) { "写的时间是 {when}，离现在很远：再写一遍才记录", "the time written is {when}, far from now: write the line once more to record it" }
    step_needs(title, word) { "“{title}”要写明：{word} …", "\"{title}\" needs more words: {word} …" }
    not_understood(why) { "没有做：{why}", "not done: {why}" }
    refused(why) { "不能做：{why}", "cannot be done: {why}" }
    warns(text) { "注意：{text}", "note: {text}" }
    no_way_on() { "这里没有可以接着写的", "nothing can follow here" }
    more_ways(n) { "还有{n}种，请多写几个字", "{n} more: write a little more" }
    time_left(seconds) { "发言还剩{seconds}秒", "{seconds} s of the speech are left" }
    time_up() { "发言时间到", "the speaker's time is up" }
}
