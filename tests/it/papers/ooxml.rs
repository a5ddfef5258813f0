//! Every docx and xlsx of the sample as files, for a validator that is another program:
//! `YISHI_OOXML=FOLDER` says where; without it nothing is written.

use super::{HELD, bytes, held, made};
use strum::VariantArray as _;
use yishi::document::request::{Format, Names, Paper};
use yishi::i18n::Lang;

#[test]
fn every_office_file_is_put_where_a_validator_finds_it() {
    let Some(folder) = std::env::var_os("YISHI_OOXML").map(std::path::PathBuf::from) else {
        return;
    };
    std::fs::create_dir_all(&folder).unwrap();
    let open = super::run(super::TRANSCRIPT.lines().take(60));
    for (state, ledger) in [("held", &*HELD), ("open", &open), ("plain", &held(&[]))] {
        for &paper in Paper::VARIANTS {
            for lang in [Lang::Zh, Lang::En] {
                for format in [Format::Docx, Format::Xlsx] {
                    if !paper.formats().contains(&format) {
                        continue;
                    }
                    let name =
                        format!("{state}-{}-{lang:?}.{}", paper.into_str(), format.into_str());
                    let file = bytes(&made(ledger, paper, lang, Names::Masked), format);
                    std::fs::write(folder.join(name), file).unwrap();
                }
            }
        }
    }
}
