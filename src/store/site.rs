//! Where a store stands, where that is no good place: in a folder that a service copies to a cloud,
//! on a network's disk, on a stick.
//!
//! Owns knowing such places by their names and by what the system says of the disk. It must not
//! refuse one: whoever holds the meeting decides.

use std::path::Path;

/// What is to be said of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Site {
    /// A service copies the folder while it is written, and may put an elder copy back.
    Synced(Service),
    /// A disk of another machine, or one shared with it.
    Network,
    /// FAT or exFAT, as sticks have it: without permissions, and a sudden pull may spoil it.
    Fat,
}

/// A service that keeps folders alike on several machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    OneDrive,
    Nutstore,
    Baidu,
    ICloud,
    Dropbox,
    Weiyun,
    Google,
    Wps,
    Aliyun,
    Tianyi,
    Mobile,
}

/// How a service calls the folders that it keeps alike, in small letters.
const FOLDERS: [(Service, &[&str]); 11] = [
    (Service::OneDrive, &["onedrive"]),
    (Service::Nutstore, &["nutstore", "nutstore files", "坚果云", "我的坚果云"]),
    (
        Service::Baidu,
        &["baidusyncdisk", "baidunetdiskworkspace", "百度网盘", "百度网盘同步空间", "百度云同步盘"],
    ),
    (Service::ICloud, &["icloud", "iclouddrive", "icloud drive", "com~apple~clouddocs"]),
    (Service::Dropbox, &["dropbox"]),
    (Service::Weiyun, &["weiyun", "微云", "微云同步盘", "微云同步文件夹"]),
    (Service::Google, &["google drive", "googledrive", "google 云端硬盘"]),
    (Service::Wps, &["wps cloud files", "wpsdrive", "wps云盘", "wps网盘"]),
    (Service::Aliyun, &["阿里云盘", "adrive"]),
    (Service::Tianyi, &["天翼云盘", "天翼云盘同步盘"]),
    (Service::Mobile, &["中国移动云盘", "移动云盘", "和彩云"]),
];

/// Where `OneDrive`'s own folders are, wherever their owner has put them.
const ONEDRIVE: [&str; 3] = ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"];

/// The service that copies this folder, known by its folder's name, or by what the environment says
/// of `OneDrive`. Paths of every system are read: `/` and `\` part names, and case tells nothing.
fn synced(path: &str, env: &dyn Fn(&str) -> Option<String>) -> Option<Service> {
    let names = names(path);
    let is_within = |folder: String| {
        let folder = self::names(&folder);
        !folder.is_empty() && names.starts_with(&folder)
    };
    if ONEDRIVE.iter().filter_map(|name| env(name)).any(is_within) {
        return Some(Service::OneDrive);
    }
    let of = |name: &String| {
        let known = |known: &&str| is_called(name, known);
        FOLDERS.iter().find(|(_, folders)| folders.iter().any(known)).map(|(service, _)| *service)
    };
    names.iter().find_map(of)
}

fn names(path: &str) -> Vec<String> {
    // How Windows marks a path that it shall take as it is.
    let path = path.strip_prefix(r"\\?\").unwrap_or(path);
    path.split(['/', '\\']).filter(|name| !name.is_empty()).map(str::to_lowercase).collect()
}

/// Whether a folder has the name, alone or with an account's behind it: `OneDrive - 街道办`,
/// `Dropbox (Personal)`, `GoogleDrive-me@example.com`.
fn is_called(name: &str, known: &str) -> bool {
    name.strip_prefix(known).is_some_and(|rest| {
        rest.is_empty() || ["-", " -", "(", " (", "（"].iter().any(|begin| rest.starts_with(begin))
    })
}

/// What is to be said of the place of a folder, which need not be there yet; None of a usual one.
pub fn site(dir: &Path) -> Option<Site> {
    let full = std::path::absolute(dir).unwrap_or_else(|_| dir.to_path_buf());
    let env = |name: &str| std::env::var(name).ok();
    // A link may lead there as well.
    let there = full.ancestors().find(|path| path.exists()).unwrap_or(&full);
    let real = std::fs::canonicalize(there).unwrap_or_else(|_| there.to_path_buf());
    [full.as_path(), &real]
        .into_iter()
        .find_map(|path| synced(&path.to_string_lossy(), &env))
        .map(Site::Synced)
        .or_else(|| system::disk(&real))
}

/// What the numbers of Linux say of a file system (statfs(2)).
#[cfg(any(target_os = "linux", test))]
fn by_number(kind: u64) -> Option<Site> {
    match kind & 0xffff_ffff {
        // NFS; SMB, CIFS and SMB2; AFS; Ceph; Coda; 9P and vboxsf, which share a host's folder.
        0x6969 | 0x517b | 0xff53_4d42 | 0xfe53_4d42 | 0x5346_414f | 0x00c3_6400 | 0x7375_7245
        | 0x0102_1997 | 0x786f_4256 => Some(Site::Network),
        0x4d44 | 0x2011_bab0 => Some(Site::Fat),
        _ => None,
    }
}

/// Whether a path of Windows leads to another machine: `\\server\share`.
#[cfg(any(windows, test))]
fn is_remote(path: &str) -> bool {
    match path.strip_prefix(r"\\") {
        Some(rest) => match rest.strip_prefix(r"?\").or_else(|| rest.strip_prefix(r".\")) {
            Some(plain) => plain.get(..4).is_some_and(|begin| begin.eq_ignore_ascii_case(r"UNC\")),
            None => true,
        },
        None => false,
    }
}

/// Whether `fsutil fsinfo volumeinfo` tells of FAT. Its words are in the language of the system, the
/// file system's name is not.
#[cfg(any(windows, test))]
fn says_fat(said: &str) -> bool {
    let values = said.lines().filter_map(|line| line.rsplit_once([':', '：']));
    values
        .map(|(_, value)| value.trim())
        .any(|value| ["FAT", "FAT32", "exFAT"].iter().any(|name| value.eq_ignore_ascii_case(name)))
}

#[cfg(target_os = "linux")]
mod system {
    use super::{Site, by_number};
    use std::path::Path;

    pub(super) fn disk(path: &Path) -> Option<Site> {
        let found = rustix::fs::statfs(path).ok()?;
        // Signed on some processors, and of differing widths.
        #[allow(clippy::cast_sign_loss, clippy::unnecessary_cast, clippy::cast_lossless)]
        by_number(found.f_type as u64)
    }
}

#[cfg(windows)]
mod system {
    use super::{Site, is_remote, says_fat};
    use std::path::{Component, Path, Prefix};

    pub(super) fn disk(path: &Path) -> Option<Site> {
        // A letter that stands for a network's folder is resolved to it by now.
        if is_remote(&path.to_string_lossy()) {
            return Some(Site::Network);
        }
        let letter = path.components().find_map(|part| match part {
            Component::Prefix(prefix) => match prefix.kind() {
                Prefix::Disk(letter) | Prefix::VerbatimDisk(letter) => Some(char::from(letter)),
                _ => None,
            },
            _ => None,
        })?;
        let mut asked = crate::tool::command("fsutil");
        let output = asked.args(["fsinfo", "volumeinfo", &format!("{letter}:\\")]).output().ok()?;
        says_fat(&String::from_utf8_lossy(&output.stdout)).then_some(Site::Fat)
    }
}

#[cfg(not(any(target_os = "linux", windows)))]
mod system {
    use super::Site;
    use std::path::Path;

    pub(super) fn disk(_: &Path) -> Option<Site> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_a_service_copies_is_known_by_its_name() {
        let none = |_: &str| None;
        for (path, service) in [
            (r"C:\Users\王\OneDrive\议事", Some(Service::OneDrive)),
            (r"C:\Users\王\OneDrive - 街道办\议事", Some(Service::OneDrive)),
            (r"\\?\C:\Users\王\onedrive\store", Some(Service::OneDrive)),
            (r"D:\我的坚果云\会议", Some(Service::Nutstore)),
            ("/home/wang/Nutstore Files/会议", Some(Service::Nutstore)),
            (r"D:\BaiduSyncdisk\会议", Some(Service::Baidu)),
            (r"D:\百度网盘同步空间\会议", Some(Service::Baidu)),
            (r"C:\Users\王\iCloudDrive\会议", Some(Service::ICloud)),
            ("/Users/w/Library/Mobile Documents/com~apple~CloudDocs/会议", Some(Service::ICloud)),
            ("/home/wang/Dropbox (个人)/会议", Some(Service::Dropbox)),
            (r"D:\微云同步盘\会议", Some(Service::Weiyun)),
            (
                "/Users/w/Library/CloudStorage/GoogleDrive-w@example.com/My Drive",
                Some(Service::Google),
            ),
            (r"D:\WPS Cloud Files\123\会议", Some(Service::Wps)),
            (r"E:\阿里云盘\会议", Some(Service::Aliyun)),
            (r"E:\天翼云盘\会议", Some(Service::Tianyi)),
            (r"E:\和彩云\会议", Some(Service::Mobile)),
            (r"C:\Users\王\AppData\Roaming\yishi\store", None),
            ("/home/wang/.local/share/yishi/store", None),
            // What is downloaded is not kept alike.
            (r"D:\BaiduNetdiskDownload\会议", None),
            (r"D:\微云路社区\会议", None),
            ("", None),
        ] {
            assert_eq!(synced(path, &none), service, "{path}");
        }
    }

    #[test]
    fn onedrive_is_known_wherever_it_was_put() {
        let env = |name: &str| (name == "OneDriveCommercial").then(|| r"D:\云\办公室".to_owned());
        assert_eq!(synced(r"d:\云\办公室\store", &env), Some(Service::OneDrive));
        assert_eq!(synced(r"D:\云\办公室2\store", &env), None);
        assert_eq!(synced(r"D:\云", &env), None);
        let empty = |_: &str| Some(String::new());
        assert_eq!(synced(r"D:\store", &empty), None);
    }

    #[test]
    fn a_disk_is_known_by_what_the_system_says_of_it() {
        assert_eq!(by_number(0x6969), Some(Site::Network));
        assert_eq!(by_number(0xffff_ffff_ff53_4d42), Some(Site::Network));
        assert_eq!(by_number(0x2011_bab0), Some(Site::Fat));
        // ext4, tmpfs, overlay.
        assert!([0xef53, 0x0102_1994, 0x794c_7630].iter().all(|kind| by_number(*kind).is_none()));

        assert!(is_remote(r"\\server\share\store") && is_remote(r"\\?\UNC\server\share"));
        assert!(!is_remote(r"C:\store") && !is_remote(r"\\?\C:\store") && !is_remote(r"store"));

        assert!(says_fat("Volume Name : KINGSTON\r\nFile System Name : FAT32\r\n"));
        assert!(says_fat("卷名 : U盘\r\n文件系统名 : exFAT\r\n"));
        assert!(!says_fat("Volume Name : FAT stick\r\nFile System Name : NTFS\r\n"));
    }

    #[test]
    fn a_link_into_such_a_folder_is_followed() {
        let dir = tempfile::tempdir().unwrap();
        let copied = dir.path().join("Dropbox/meetings");
        std::fs::create_dir_all(&copied).unwrap();
        assert_eq!(site(&copied.join("store")), Some(Site::Synced(Service::Dropbox)));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(&copied, dir.path().join("here")).unwrap();
            let linked = dir.path().join("here/store");
            assert_eq!(site(&linked), Some(Site::Synced(Service::Dropbox)));
        }
        assert_eq!(site(&dir.path().join("store")), None);
    }
}
