//! What is said of a store's place: in a folder that a service copies, on a network, on a stick.

use super::{Lang, messages};
use crate::store::{Service, Site};

messages! {
    synced(dir, service) {
        "存储在{service}同步的文件夹里（{dir}）：同步会占住正在写的文件，换回旧的一份，也会把记录传出去",
        "the store is in a folder that {service} copies ({dir}): that holds files while they are written, puts elder ones back, and hands the record on"
    }
    on_network(dir) {
        "存储在网络盘或共享文件夹里（{dir}）：断网时记不下来，断电时不一定保得住",
        "the store is on a network or in a shared folder ({dir}): without the connection nothing is recorded, and a power cut may lose what was"
    }
    on_fat(dir) {
        "存储在 FAT 或 exFAT 的盘上（{dir}，多半是 U 盘）：谁都能读，突然拔出会坏",
        "the store is on a FAT or exFAT disk ({dir}, a stick most likely): anybody can read it, and pulling it out may spoil it"
    }
    with_advice(said, advice) { "{said}。{advice}", "{said}; {advice}" }
    site_do() {
        "开会放在本机的盘上：用 --store 指定，或设 YISHI_STORE；散会后再 yishi backup 到那里",
        "hold meetings on this machine's own disk, by --store or YISHI_STORE; afterwards yishi backup into that place"
    }
    service_nutstore() { "坚果云", "Nutstore" }
    service_baidu() { "百度网盘", "Baidu Netdisk" }
    service_weiyun() { "腾讯微云", "Weiyun" }
    service_google() { "谷歌云端硬盘", "Google Drive" }
    service_wps() { "WPS 云盘", "WPS Cloud" }
    service_aliyun() { "阿里云盘", "Aliyun Drive" }
    service_tianyi() { "天翼云盘", "Tianyi Cloud" }
    service_mobile() { "移动云盘", "China Mobile Cloud" }
    #[cfg_attr(not(windows), allow(dead_code, reason = "asked of Windows alone"))]
    open_to(dir, who) {
        "这台电脑上别的人也能进存储文件夹（{dir}：{who}）",
        "others on this machine may enter the store's folder ({dir}: {who})"
    }
    #[cfg_attr(not(windows), allow(dead_code, reason = "asked of Windows alone"))]
    open_unknown(dir) {
        "查不出这台电脑上谁能进存储文件夹（{dir}）",
        "it cannot be found out who on this machine may enter the store's folder ({dir})"
    }
    #[cfg_attr(not(windows), allow(dead_code, reason = "asked of Windows alone"))]
    open_do(dir) {
        "在命令提示符里执行 icacls \"{dir}\" /inheritance:r /grant:r \"%USERNAME%:(OI)(CI)F\" *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F",
        "run in a command prompt: icacls \"{dir}\" /inheritance:r /grant:r \"%USERNAME%:(OI)(CI)F\" *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F"
    }
    #[cfg_attr(not(windows), allow(dead_code, reason = "asked of Windows alone"))]
    closed() { "存储文件夹只有你的账户和管理员能进", "only your account and administrators may enter the store's folder" }
}

/// What is wrong with a store's place.
pub(crate) fn site_text(lang: Lang, site: Site, dir: impl std::fmt::Display) -> String {
    match site {
        Site::Synced(service) => synced(lang, dir, service_name(lang, service)),
        Site::Network => on_network(lang, dir),
        Site::Fat => on_fat(lang, dir),
    }
}

fn service_name(lang: Lang, service: Service) -> String {
    match service {
        Service::OneDrive => "OneDrive".to_owned(),
        Service::ICloud => "iCloud".to_owned(),
        Service::Dropbox => "Dropbox".to_owned(),
        Service::Nutstore => service_nutstore(lang),
        Service::Baidu => service_baidu(lang),
        Service::Weiyun => service_weiyun(lang),
        Service::Google => service_google(lang),
        Service::Wps => service_wps(lang),
        Service::Aliyun => service_aliyun(lang),
        Service::Tianyi => service_tianyi(lang),
        Service::Mobile => service_mobile(lang),
    }
}
