//! What an office sets once for every document with pages: the typefaces.
//!
//! Must not read the user's file: it is filled from there and handed in.

use std::path::PathBuf;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    pub fonts: Fonts,
}

impl Settings {
    /// The same with the typefaces of the system in pdf.
    #[must_use]
    pub fn without_pdf_font(&self) -> Self {
        Self { fonts: Fonts { pdf: None, ..self.fonts.clone() } }
    }
}

/// The typefaces by what they are for, as GB/T 9704-2012 names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fonts {
    /// Masthead and titles: 小标宋.
    pub title: Font,
    /// Headings of the first level and labels: 黑体.
    pub heading: Font,
    /// Headings of the second level: 楷体.
    pub subheading: Font,
    /// The text: 仿宋.
    pub body: Font,
    /// Page numbers and tables: 宋体.
    pub plain: Font,
    /// Latin letters and digits.
    pub latin: String,
    /// The file, or the name of the family, that the pdf takes its typeface from; None to look on the
    /// system for those that are known to be right.
    pub pdf: Option<PathBuf>,
}

/// Files that the pdf looks for on the system, the best first, in lower case: for the text, titles,
/// headings, headings of the second level, page numbers and tables. Windows, macOS, then Linux.
pub const PDF_FILES: [&[&str]; 5] = [
    &[
        "simfang.ttf",
        "fzfsk.ttf",
        "stfangso.ttf",
        "stfangsong.ttf",
        "notoserifcjk-regular.ttc",
        "notoserifcjksc-regular.otf",
        "sourcehanserif-regular.ttc",
        "sourcehanserifsc-regular.otf",
        "simsun.ttc",
        "songti.ttc",
        "uming.ttc",
        "notosanscjk-regular.ttc",
        "notosanscjksc-regular.otf",
        "sourcehansans-regular.ttc",
        "msyh.ttc",
        "wqy-zenhei.ttc",
        "wqy-microhei.ttc",
        "droidsansfallbackfull.ttf",
        "droidsansfallback.ttf",
    ],
    &[
        "fzxbsjw.ttf",
        "fzxbsk.ttf",
        "fzxiaobiaosong-b05s.ttf",
        "notoserifcjk-bold.ttc",
        "notoserifcjksc-bold.otf",
        "sourcehanserif-bold.ttc",
        "sourcehanserifsc-bold.otf",
        "stzhongs.ttf",
        "simsun.ttc",
        "simhei.ttf",
        "songti.ttc",
        "notosanscjk-bold.ttc",
    ],
    &[
        "simhei.ttf",
        "fzhtk.ttf",
        "stheiti medium.ttc",
        "notosanscjk-medium.ttc",
        "notosanscjk-bold.ttc",
        "notosanscjk-regular.ttc",
        "notosanscjksc-regular.otf",
        "sourcehansans-regular.ttc",
        "msyh.ttc",
        "wqy-zenhei.ttc",
    ],
    &["simkai.ttf", "fzktk.ttf", "stkaiti.ttf", "kaiti.ttc", "ukai.ttc"],
    &["simsun.ttc", "songti.ttc", "notoserifcjk-regular.ttc", "notoserifcjksc-regular.otf"],
];

/// A typeface by name, and the one to take where it is not installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Font {
    pub name: String,
    pub instead: String,
}

impl Font {
    pub fn new(name: &str, instead: &str) -> Self {
        Self { name: name.to_owned(), instead: instead.to_owned() }
    }
}

impl Default for Fonts {
    fn default() -> Self {
        Self {
            title: Font::new("方正小标宋简体", "宋体"),
            heading: Font::new("黑体", "SimHei"),
            subheading: Font::new("楷体_GB2312", "楷体"),
            body: Font::new("仿宋_GB2312", "仿宋"),
            plain: Font::new("宋体", "SimSun"),
            latin: "Times New Roman".to_owned(),
            pdf: None,
        }
    }
}
