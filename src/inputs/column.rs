//! The columns of a roster and what their headers may be called.

use crate::text::clean::{Form, clean_as};

macro_rules! columns {
    ($($column:ident $zh:literal $en:literal;)*) => {
        /// A column of the roster.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Column { $($column),* }

        impl Column {
            pub const ALL: &[Self] = &[$(Self::$column),*];

            /// The header in Chinese.
            pub const fn zh(self) -> &'static str {
                match self { $(Self::$column => $zh),* }
            }

            /// The header in English.
            pub const fn en(self) -> &'static str {
                match self { $(Self::$column => $en),* }
            }
        }
    };
}

columns! {
    Id "编号" "id";
    Name "姓名" "name";
    Mark "识别说明" "mark";
    Gender "性别" "gender";
    Ethnicity "民族" "ethnicity";
    Group "组别" "group";
    Tags "身份标签" "tags";
    Unit "单位及职务" "unit";
    Represents "代表对象" "represents";
    Role "出席类型" "role";
    Vote "表决权" "vote";
    Weight "权数" "weight";
    Phone "联系电话" "phone";
    Note "备注" "note";
    Pinyin "姓名拼音" "pinyin";
}

impl Column {
    /// The column of a header; spaces in a Chinese header (姓　名) and English case do not matter.
    pub(super) fn of(header: &str) -> Option<Self> {
        let header = fold(header);
        Self::ALL.iter().copied().find(|c| c.zh() == header || c.en() == header)
    }

    /// The column whose header is most like this one.
    pub(super) fn nearest(header: &str) -> Self {
        let short: String = fold(header).chars().take(60).collect();
        let score = |c: Self| {
            let like = |known| strsim::normalized_damerau_levenshtein(&short, known);
            like(c.zh()).max(like(c.en()))
        };
        let best = Self::ALL.iter().copied().max_by(|a, b| score(*a).total_cmp(&score(*b)));
        best.unwrap_or(Self::Name)
    }
}

fn fold(header: &str) -> String {
    let folded = clean_as(header, Form::Id).to_lowercase();
    folded.chars().filter(|c| !c.is_whitespace()).collect()
}
