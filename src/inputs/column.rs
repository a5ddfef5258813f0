//! The columns of a roster, by the names that yishi itself writes.
//! What else they may be called stands in `words`.

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
