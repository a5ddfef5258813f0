//! The sample meeting of Huaishuwan as commands, for tests: the same persons, times and numbers.

use super::{
    Given, adjourn, announce, close, consultation, day, depart, finish, give, hands, id, open,
    present, recuse, two_thirds_of_expected, vote_on,
};
use crate::domain::floor::{self, SpeechKind, SpeechTerms, Stance};
use crate::domain::follow_up::{self, Task};
use crate::domain::meeting::Command;
use crate::domain::outcome::{self, Disposition};
use crate::domain::person::{Attends, Person, group};
use crate::domain::session::{ItemPlan, Plan, ProposalPlan, Research, SpeechRules};
use crate::domain::sign_off::{self, Notice, SignRole};
use crate::domain::vote::{self, Method, Tally};
use crate::domain::{agenda, minutes, proposal, roll};
use chrono::NaiveDate;

fn leave(person: &str, reason: &str) -> Command {
    Command::Roll(roll::Command::Leave { person: id(person), reason: reason.into() })
}

fn count() -> Command {
    Command::Roll(roll::Command::Count)
}

fn next_item() -> Command {
    Command::Agenda(agenda::Command::Next)
}

fn note(text: &str) -> Command {
    Command::Minutes(minutes::Command::Note(text.into()))
}

fn say(person: &str, text: &str) -> Command {
    Command::Minutes(minutes::Command::Say { person: Some(id(person)), text: text.into() })
}

fn ask(
    person: &str,
    kind: SpeechKind,
    stance: Stance,
    on: Option<u32>,
    limit_s: Option<u32>,
) -> Command {
    let terms = SpeechTerms { kind: Some(kind), stance: Some(stance), on, limit_s };
    Command::Floor(floor::Command::Request { person: id(person), terms })
}

fn amend(no: u32, text: &str, by: &str) -> Command {
    Command::Proposal(proposal::Command::Amend { no, text: text.into(), by: id(by) })
}

fn papers(issued: u64, returned: u64, invalid: u64, votes: [u64; 3]) -> Command {
    let [in_favour, against, abstain] = votes.map(Some);
    Command::Vote(vote::Command::Tally(Tally {
        in_favour,
        against,
        abstain,
        invalid: Some(invalid),
        not_cast: None,
        issued: Some(issued),
        returned: Some(returned),
        ..Tally::default()
    }))
}

fn reserve(person: &str, no: u32, text: &str) -> Command {
    Command::Outcome(outcome::Command::Reserve { person: id(person), no, text: text.into() })
}

fn outcome(
    no: u32,
    disposition: Disposition,
    to: Option<String>,
    next: Option<NaiveDate>,
) -> Command {
    Command::Outcome(outcome::Command::Outcome { no, disposition, to, next, reason: None })
}

fn action(title: &str, lead: &str, owner: &str, with: &str, due: &str, from: u32) -> Command {
    Command::FollowUp(follow_up::Command::Action(Task {
        title: title.into(),
        lead: lead.into(),
        owner: id(owner),
        together_with: Some(with.into()),
        due: day(due),
        from: Some(from),
    }))
}

fn notice(from: &str, to: &str, phone: &str, mailbox: &str) -> Command {
    Command::SignOff(sign_off::Command::Notice(Notice {
        from: day(from),
        to: day(to),
        phone: Some(phone.into()),
        mailbox: Some(mailbox.into()),
    }))
}

fn sign(person: &str, role: SignRole) -> Command {
    Command::SignOff(sign_off::Command::Sign { person: id(person), role: Some(role) })
}

fn person(id: &str, name: &str, mark: &str, group: &str, unit: &str, attends: Attends) -> Person {
    let mut person = Person::new(id, name, group);
    person.mark = mark.into();
    person.unit = unit.into();
    person.attends = attends;
    person.vote = attends == Attends::Attending;
    person
}

fn item(no: u32, title: &str, seconds: u32) -> ItemPlan {
    ItemPlan { no, title: title.into(), start: None, seconds, lead: None, kind: None }
}

fn proposal(no: u32, title: &str, text: &str) -> ProposalPlan {
    ProposalPlan { no, title: title.into(), text: text.into(), legal_vote: false, round: None }
}

pub(crate) fn plan() -> Plan {
    let people = vec![
        person(
            "P01",
            "段永祥",
            "",
            group::COUNCIL,
            "槐树湾社区党委书记、居民委员会主任",
            Attends::Chair,
        ),
        person("P02", "赵淑芬", "", group::COUNCIL, "退休教师", Attends::Attending),
        person("P03", "和文华", "", group::COUNCIL, "原区商业局退休干部", Attends::Attending),
        person("P04", "李桂花", "", group::COUNCIL, "居民", Attends::Attending),
        person("P05", "张伟", "2网格", group::COUNCIL, "居民", Attends::Attending),
        person("P06", "曾宪明", "", group::COUNCIL, "区人大代表、机械厂工程师", Attends::Attending),
        person("P07", "解正清", "", group::COUNCIL, "居民楼栋长", Attends::Attending),
        person(
            "P08",
            "单晓燕",
            "",
            group::COUNCIL,
            "区党代表、社区卫生服务站医生",
            Attends::Attending,
        ),
        person("P09", "王桂英", "", group::STAKEHOLDER, "槐安苑居民", Attends::Attending),
        person("P10", "张伟", "货运", group::STAKEHOLDER, "个体货运司机", Attends::Attending),
        person("P11", "马学军", "", group::STAKEHOLDER, "清真牛肉店经营者", Attends::Attending),
        person("P12", "仇海生", "", group::STAKEHOLDER, "蔬菜摊主", Attends::Attending),
        person("P13", "查玉梅", "", group::STAKEHOLDER, "水产摊主", Attends::Attending),
        person(
            "P14",
            "欧阳文静",
            "",
            group::STAKEHOLDER,
            "槐树湾农贸市场经营管理有限公司经理",
            Attends::Attending,
        ),
        person("P15", "阿依努尔·买买提", "", group::STAKEHOLDER, "餐馆经营者", Attends::Attending),
        person(
            "P16",
            "杨秀兰",
            "",
            group::STAKEHOLDER,
            "柳荫小学家长委员会委员",
            Attends::Attending,
        ),
        person("P17", "王强", "", group::STAKEHOLDER, "槐安苑业主委员会主任", Attends::Attending),
        person(
            "P18",
            "罗志远",
            "",
            group::DEPARTMENT,
            "区公安局交警大队柳荫中队副中队长",
            Attends::SittingIn,
        ),
        person(
            "P19",
            "杨丽娟",
            "",
            group::DEPARTMENT,
            "街道综合行政执法队队长",
            Attends::SittingIn,
        ),
        person(
            "P20",
            "尹国栋",
            "",
            group::DEPARTMENT,
            "区市场监督管理局柳荫所所长",
            Attends::SittingIn,
        ),
        person("P21", "普云峰", "", group::DEPARTMENT, "街道办事处城建办主任", Attends::SittingIn),
        person(
            "P22",
            "木晓东",
            "",
            group::INVITEE,
            "区政协委员（经济界）、柳荫街道委员活动组组长",
            Attends::SittingIn,
        ),
        person(
            "P23",
            "区慧敏",
            "",
            group::INVITEE,
            "交通规划咨询机构高级工程师",
            Attends::SittingIn,
        ),
        person("P24", "万思源", "", group::INVITEE, "槐树湾社区社工站社工", Attends::SittingIn),
    ];
    let agenda = vec![
        item(1, "签到确认，宣布到会情况", 300),
        item(2, "宣布议题、议程和议事规则，推选监票人", 300),
        item(3, "议题说明和调研情况通报", 600),
        item(4, "利益相关方陈述", 1800),
        item(5, "职能部门回应", 1200),
        item(6, "自由讨论", 1500),
        item(7, "归纳方案，宣读表决稿", 600),
        item(8, "逐项表决", 1200),
        item(9, "宣布结果，记录保留意见，明确责任分工", 600),
        item(10, "宣读记录要点，签字确认，散会", 300),
    ];
    let proposals = vec![
        proposal(
            1,
            "划设限时停车泊位和货车卸货区",
            "槐树湾路东侧划设35个限时停车泊位（7:00至20:00每次限停60分钟，其他时段不限时）；市场北门设货车专用卸货区，准停时间4:30至7:00；人行道、消防通道一律不得停车。",
        ),
        proposal(
            2,
            "市场地下停车场错时开放和收费标准",
            "市场地下停车场80个车位白天面向购物群众开放，首小时免费；20:00至次日7:00向周边居民开放，每车每月150元。",
        ),
        proposal(
            3,
            "槐树湾路改设分时步行街",
            "每周六、周日8:00至20:00，槐树湾路市场段禁止机动车通行，改为步行街。",
        ),
    ];
    let facts = vec![
        ("brand".into(), "协商在基层".into()),
        ("topic_area".into(), "城乡环境与公共秩序".into()),
        ("topic_source".into(), "群众联名".into()),
        ("topic_proposers".into(), "居民27户、商户14户联名".into()),
        ("venue".into(), "槐树湾社区为民服务站二楼协商议事室".into()),
        ("organizer".into(), "政协望江区委员会柳荫街道委员活动组".into()),
        ("host_unit".into(), "槐树湾社区党委、居民委员会".into()),
        ("rules_version".into(), "望江区“协商在基层”协商议事工作规程（试行）".into()),
    ];
    Plan {
        id: "HSW-2026-004".into(),
        title: "槐树湾农贸市场周边停车秩序整治协商议事会".into(),
        date: day("2026-11-27"),
        start: None,
        end: None,
        utc_offset_s: 8 * 3600,
        round: 1,
        previous: None,
        chair: Some(id("P01")),
        recorder: "周雨桐（社区居民委员会委员）".into(),
        tellers: vec!["周雨桐".into(), "王雪".into()],
        scrutineers: vec![id("P02"), id("P12")],
        next_meeting: None,
        facts,
        research: Some(Research {
            date: "2026年10月12日至18日".into(),
            by: Some(id("P23")),
            summary: "高峰时段路侧停车需求约118辆，合法泊位46个；占用消防通道日均19起；地下停车场80个车位白天平均空置62%。".into(),
        }),
        publicity: None,
        rule: consultation(),
        quorum: two_thirds_of_expected(),
        speech_rules: SpeechRules::default(),
        ground_rules: Vec::new(),
        agenda,
        proposals,
        people,
    }
}

/// The whole meeting, from the first sign-in to the adjournment.
#[rustfmt::skip]
pub(crate) fn held() -> Given {
    let mut given = Given::plan(plan());
    let g = &mut given;
    g.when("14:05", present(&["P01"]));
    g.when("14:08", present(&["P22"]));
    g.when("14:10", present(&["P09"]));
    g.when("14:12", present(&["P02"]));
    g.when("14:13", present(&["P24"]));
    g.when("14:14", present(&["P23"]));
    g.when("14:16", present(&["P07"]));
    g.when("14:17", present(&["P21"]));
    g.when("14:18", present(&["P06"]));
    g.when("14:19", present(&["P16"]));
    g.when("14:20", present(&["P04"]));
    g.when("14:20", present(&["P18"]));
    g.when("14:21", present(&["P14"]));
    g.when("14:22", present(&["P05"]));
    g.when("14:22", present(&["P19"]));
    g.when("14:23", present(&["P15"]));
    g.when("14:24", present(&["P12"]));
    g.when("14:25", present(&["P08"]));
    g.when("14:26", present(&["P17"]));
    g.when("14:27", present(&["P10"]));
    g.when("14:28", present(&["P20"]));
    g.when("14:28:30", leave("P11", "外地进货"));
    g.when("14:30", open());
    g.when("14:30:20", Command::Agenda(agenda::Command::Start(1)));
    g.when("14:31", count());
    g.when("14:35", next_item());
    g.when("14:38", note("推选赵淑芬、仇海生为监票人，无人提出异议。"));
    g.when("14:40", next_item());
    g.when("14:40", ask("P24", SpeechKind::Statement, Stance::Neutral, None, Some(300)));
    g.when("14:40", give("P24"));
    g.when("14:42:40", ask("P23", SpeechKind::Statement, Stance::Neutral, None, Some(420)));
    g.when("14:43", finish());
    g.when("14:43", give("P23"));
    g.when("14:43:05", say("P24", "9月以来，通过网格走访、意见箱和院坝座谈收到停车方面意见63条，占全部意见的四成。本议题由居民27户、商户14户联名提出，经筛选列为第四季度第一号议题。"));
    g.when("14:46", present(&["P13"]));
    g.when("14:46:20", note("查玉梅到会，到会人数增至22人。"));
    g.when("14:49:30", finish());
    g.when("14:49:35", say("P23", "连续七天实测，高峰时段路侧停车需求约118辆，合法泊位只有46个，占用消防通道日均19起；市场地下停车场80个车位，白天平均空置62%。"));
    g.when("14:50", next_item());
    g.when("14:50:40", ask("P09", SpeechKind::Statement, Stance::Neutral, Some(1), None));
    g.when("14:51", give("P09"));
    g.when("14:53:30", finish());
    g.when("14:53:35", say("P09", "我腿脚不好，三轮车、买菜车把人行道占满了，轮椅过不去。我不反对做生意，就一条：先把人行道和消防通道让出来。"));
    g.when("14:53:40", ask("P12", SpeechKind::Statement, Stance::Against, Some(1), None));
    g.when("14:54", give("P12"));
    g.when("14:56:40", ask("P13", SpeechKind::Statement, Stance::Neutral, Some(1), None));
    g.when("14:56:55", finish());
    g.when("14:57", say("P12", "我们凌晨四点多进货，只让停到七点，菜卸不完。希望卸货时间放宽，罚款先缓一缓。"));
    g.when("14:57", give("P13"));
    g.when("14:59", finish());
    g.when("14:59:05", say("P13", "水产要带水卸货，离摊位远了鱼就不行了。卸货区要靠近北门，地面能冲洗、能排水。"));
    g.when("14:59:40", ask("P10", SpeechKind::Statement, Stance::For, Some(1), None));
    g.when("15:00", give("P10"));
    g.when("15:01:40", finish());
    g.when("15:01:40", ask("P14", SpeechKind::Statement, Stance::For, Some(2), None));
    g.when("15:01:45", say("P10", "我们送货就十来分钟，最怕没地方靠。划一块专门卸货的，我们愿意排队，也愿意登记车牌。"));
    g.when("15:02", give("P14"));
    g.when("15:04:58", finish());
    g.when("15:05:03", say("P14", "地下停车场空，是因为进出口窄、灯光暗。公司愿意开放，但改造要投入约18万元，收费太低成本收不回来。"));
    g.when("15:05:40", ask("P15", SpeechKind::Statement, Stance::For, Some(1), None));
    g.when("15:06", give("P15"));
    g.when("15:07:35", finish());
    g.when("15:07:40", say("P15", "我的客人晚上多，晚八点以后能不能不限时？白天限时我支持，车走得快，生意反而好。"));
    g.when("15:08:40", ask("P17", SpeechKind::Statement, Stance::For, Some(2), None));
    g.when("15:09", give("P17"));
    g.when("15:12:20", finish());
    g.when("15:12:25", say("P17", "小区夜间缺车位二百多个，八十个位子优先给谁，要讲清楚。建议公开摇号，按月公示。"));
    g.when("15:12:25", note("王强发言超时20秒，主持人提醒一次。"));
    g.when("15:19:40", ask("P18", SpeechKind::Response, Stance::For, Some(1), Some(300)));
    g.when("15:20", next_item());
    g.when("15:20", give("P18"));
    g.when("15:24", finish());
    g.when("15:24:05", say("P18", "经现场勘查，槐树湾路东侧具备划设条件，35个泊位可在20个工作日内完成标线。消防通道一律不设泊位。"));
    g.when("15:24:40", ask("P19", SpeechKind::Response, Stance::For, Some(1), Some(300)));
    g.when("15:25", give("P19"));
    g.when("15:28:20", finish());
    g.when("15:28:25", say("P19", "对早市卸货车辆，首次提醒，再次教育，三次处罚；流动摊贩引导进入市场北区38个便民摊位。"));
    g.when("15:29:40", ask("P20", SpeechKind::Response, Stance::For, Some(1), None));
    g.when("15:30", give("P20"));
    g.when("15:31:50", finish());
    g.when("15:31:55", say("P20", "市场开办者负有管理责任，我们把停车引导、卸货秩序纳入市场开办者年度信用评价。"));
    g.when("15:32:40", ask("P21", SpeechKind::Response, Stance::For, Some(2), None));
    g.when("15:33", give("P21"));
    g.when("15:35:30", finish());
    g.when("15:35:35", say("P21", "地下车场照明和出入口改造可以申报街道微改造项目，补助最高6万元，需要居民代表签字确认。"));
    g.when("15:40", next_item());
    g.when("15:40:40", ask("P02", SpeechKind::Discussion, Stance::For, Some(1), None));
    g.when("15:41", give("P02"));
    g.when("15:42:50", finish());
    g.when("15:42:55", say("P02", "我赞成先划泊位和卸货区。老百姓要的是看得见的变化，先易后难。"));
    g.when("15:44:40", ask("P08", SpeechKind::Discussion, Stance::Amend, Some(1), None));
    g.when("15:45", give("P08"));
    g.when("15:46:30", finish());
    g.when("15:46:35", say("P08", "卸货时间建议改为4:30至7:30，七点半以后全部清空，兼顾摊主和上学的孩子。"));
    g.when("15:48", amend(1, "槐树湾路东侧划设35个限时停车泊位（7:00至20:00每次限停60分钟，其他时段不限时）；市场北门设货车专用卸货区，准停时间4:30至7:30；人行道、消防通道一律不得停车。", "P08"));
    g.when("15:48:20", note("主持人就卸货时间改为4:30至7:30征求意见，无人反对，写入方案一表决稿。"));
    g.when("15:49:40", ask("P06", SpeechKind::Discussion, Stance::Amend, Some(2), None));
    g.when("15:50", give("P06"));
    g.when("15:51:45", finish());
    g.when("15:51:50", say("P06", "收费不能只由公司定，建议居民、商户、公司三方组成车位管理小组，账目按月公开。"));
    g.when("15:54:40", ask("P07", SpeechKind::Discussion, Stance::Against, Some(3), None));
    g.when("15:55", give("P07"));
    g.when("15:56:35", finish());
    g.when("15:56:40", say("P07", "步行街我不赞成，老人送医、消防车怎么进？先把现在的路管好。"));
    g.when("15:57:40", ask("P12", SpeechKind::Discussion, Stance::Against, Some(2), None));
    g.when("15:58", give("P12"));
    g.when("15:58:20", Command::Floor(floor::Command::Stop("发言指向个人".into())));
    g.when("15:59:40", ask("P22", SpeechKind::Discussion, Stance::Amend, Some(1), None));
    g.when("16:00", give("P22"));
    g.when("16:02", finish());
    g.when("16:02:05", say("P22", "委员联络室愿意牵头民主监督，划线后一个月、三个月各回访一次，结果向大家公布。"));
    g.when("16:05", next_item());
    g.when("16:10", Command::Proposal(proposal::Command::Freeze(1)));
    g.when("16:11", Command::Proposal(proposal::Command::Freeze(2)));
    g.when("16:12", Command::Proposal(proposal::Command::Freeze(3)));
    g.when("16:15", next_item());
    g.when("16:16", count());
    g.when("16:17", vote_on(1, Method::Hands));
    g.when("16:18", hands(12, 1, 1));
    g.when("16:18:30", close());
    g.when("16:18:40", announce());
    g.when("16:19", reserve("P12", 1, "同意划线，不同意从首月起执行处罚，请求给予一个月过渡期。"));
    g.when("16:20", recuse("P14", 2, "方案二涉及本公司收费"));
    g.when("16:20", depart("P14"));
    g.when("16:22", vote_on(2, Method::Secret));
    g.when("16:26", papers(13, 13, 1, [7, 4, 1]));
    g.when("16:26:30", close());
    g.when("16:26:40", announce());
    g.when("16:27", Command::Roll(roll::Command::Return(id("P14"))));
    g.when("16:28", depart("P17"));
    g.when("16:28:30", note("王强因事离会，有表决权在场13人，仍符合到会要求。"));
    g.when("16:30", vote_on(3, Method::Hands));
    g.when("16:31", hands(3, 8, 2));
    g.when("16:31:30", close());
    g.when("16:31:40", announce());
    g.when("16:35", next_item());
    g.when("16:36", outcome(1, Disposition::Reached, None, None));
    g.when("16:37", outcome(2, Disposition::Continue, None, Some(day("2026-12-22"))));
    g.when("16:38", outcome(3, Disposition::Refer, Some("柳荫街道党工委、办事处".into()), None));
    g.when("16:39", action("完成35个限时泊位、卸货区标线标牌和消防通道禁停标识", "区公安局交警大队柳荫中队", "P18", "街道城建办、槐树湾社区", "2026-12-31", 1));
    g.when("16:39:30", action("制定卸货公约，登记送货车辆号牌", "槐树湾农贸市场经营管理有限公司", "P14", "摊主代表、送货司机代表", "2026-12-15", 1));
    g.when("16:40", action("提出首月过渡期执法办法，答复保留意见", "街道综合行政执法队", "P19", "区公安局交警大队柳荫中队", "2026-12-10", 1));
    g.when("16:40:30", action("重新测算地下停车场改造成本和收费，公开测算表，提交第二轮协商", "槐树湾农贸市场经营管理有限公司", "P14", "街道城建办、槐安苑业主委员会", "2026-12-18", 2));
    g.when("16:41", action("整理步行街正反意见，形成协商意见书报送", "槐树湾社区居民委员会", "P01", "区政协柳荫街道委员联络室", "2026-12-04", 3));
    g.when("16:41:30", action("开展民主监督回访（实施后一个月、三个月各一次），向参会人员通报", "区政协柳荫街道委员联络室", "P22", "槐树湾社区", "2027-03-31", 1));
    g.when("16:43", notice("2026-11-30", "2026-12-04", "0000-5550123", "槐树湾社区为民服务站一楼意见箱"));
    g.when("16:45", next_item());
    g.when("16:46", Command::SignOff(sign_off::Command::Readback));
    g.when("16:48", sign("P01", SignRole::Chair));
    g.when("16:48:20", sign("P02", SignRole::Witness));
    g.when("16:48:40", sign("P12", SignRole::Witness));
    g.when("16:49:30", Command::Agenda(agenda::Command::Finish));
    g.when("16:50", adjourn());
    given
}
