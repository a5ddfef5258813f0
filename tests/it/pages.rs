//! Documents with pages as other programs open them: `LibreOffice` turns every docx into pages, an
//! independent reader names its fonts and margins.
//!
//! `YISHI_PAGES=FOLDER` keeps the files for looking at. Where `LibreOffice`, poppler or python-docx
//! is not installed it is printed what was left out, and `YISHI_PAGES_MUST=1` makes that fail.

// What is left out for want of a tool is said, even where the test passes.
#![allow(clippy::print_stderr)]

mod specimen;

use crate::tui::sample;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use strum::VariantArray as _;
use yishi::document::model::Document;
use yishi::document::papers;
use yishi::document::request::{Format, HouseStyle, Paper, PaperRequest};
use yishi::export::docx;
use yishi::export::settings::Settings;
use yishi::i18n::Lang;

/// Every document that is tried, by a name: those of the sample that have pages, and specimens.
fn documents() -> Vec<(String, Document)> {
    let held = sample::record("23:59", &[]);
    let house = HouseStyle::default();
    let mut all = vec![("full".to_owned(), specimen::full_pages())];
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let on_pages = |paper: &Paper| {
            let read = matches!(paper, Paper::Minutes | Paper::Notice | Paper::Opinion);
            paper.formats().contains(&Format::Docx) && (lang == Lang::Zh || read)
        };
        for paper in Paper::VARIANTS.iter().copied().filter(on_pages) {
            let today = chrono::NaiveDate::from_ymd_opt(2027, 3, 1).unwrap();
            let asked = PaperRequest { today, ..PaperRequest::new(lang, &house) };
            let doc = papers::make(paper, &held, &asked).unwrap().doc;
            all.push((format!("{}-{name}", paper.into_str()), doc));
        }
        all.push((format!("everything-{name}"), specimen::everything(lang)));
        all.push((format!("sheets-{name}"), specimen::sheets(lang)));
    }
    all
}

/// A form stays on its sheet, a table of 24 people on two; no other paper of the sample takes more
/// pages than it takes now.
fn has_its_pages(name: &str, pages: &str) {
    let most = match name.split('-').next().unwrap_or_default() {
        "orders" => 6,
        "signin" => 2,
        "tally" | "opinion" | "notice" => 3,
        "summary" => 7,
        "minutes" => 14,
        _ => return,
    };
    let pages: u32 = pages.parse().unwrap();
    assert!((1..=most).contains(&pages), "{name} has {pages} pages, at most {most}");
}

/// Runs a program; what is missing is said, loudly.
fn run(command: &mut Command) -> Option<Output> {
    let output = command.output();
    if let Ok(output) = &output
        && output.status.success()
    {
        return Some(output.clone());
    }
    let why = output.map_or_else(|e| e.to_string(), |o| String::from_utf8_lossy(&o.stderr).into());
    eprintln!("LEFT OUT: {} cannot be run: {why}", command.get_program().to_string_lossy());
    assert!(std::env::var_os("YISHI_PAGES_MUST").is_none(), "{why}");
    None
}

fn folder() -> (PathBuf, Option<tempfile::TempDir>) {
    if let Some(kept) = std::env::var_os("YISHI_PAGES") {
        std::fs::create_dir_all(&kept).unwrap();
        return (kept.into(), None);
    }
    let folder = tempfile::tempdir().unwrap();
    (folder.path().to_owned(), Some(folder))
}

fn pdftotext(file: &Path) -> Option<String> {
    let output = run(Command::new("pdftotext").args(["-layout"]).arg(file).arg("-"))?;
    Some(String::from_utf8(output.stdout).unwrap())
}

fn pdfinfo(file: &Path, key: &str) -> Option<String> {
    let output = run(Command::new("pdfinfo").arg(file))?;
    let text = String::from_utf8(output.stdout).unwrap();
    // A property that the file does not have is not printed.
    let value = text.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default();
    Some(value.trim_start_matches(':').trim().to_owned())
}

#[test]
fn every_docx_opens_in_libreoffice_with_the_pages_asked_for() {
    let (folder, _kept) = folder();
    let mut files = Vec::new();
    for (name, doc) in documents() {
        let file = folder.join(format!("{name}.docx"));
        std::fs::write(&file, docx::write(&doc, &Settings::default()).unwrap()).unwrap();
        files.push(file);
    }
    let profile = tempfile::tempdir().unwrap();
    let profile = format!("-env:UserInstallation=file://{}", profile.path().display());
    let convert = ["--headless", "--convert-to", "pdf", "--outdir"];
    let mut office = Command::new("soffice");
    office.arg(profile).args(convert).arg(&folder).args(&files);
    if run(&mut office).is_none() {
        return;
    }
    for (file, (name, doc)) in files.iter().zip(documents()) {
        let pdf = file.with_extension("pdf");
        let (Some(size), Some(pages)) = (pdfinfo(&pdf, "Page size"), pdfinfo(&pdf, "Pages")) else {
            return;
        };
        has_its_pages(&name, &pages);
        let lies = ["sheets", "signin", "contacts"].iter().any(|lying| name.starts_with(lying));
        let wanted = if lies { "841.89 x 595.3" } else { "595.3" };
        assert!(size.starts_with(wanted) && size.contains("A4"), "{name}: {size}");
        let text = pdftotext(&pdf).unwrap();
        if name == "minutes-zh" {
            assert!(text.contains(&format!("共{pages}页")) || text.contains(&pages), "{text}");
        }
        let title: String = doc.title.chars().take(6).collect();
        assert!(text.contains(&title), "{name}: {text}");
    }
    is_the_page_of_the_standard(&pdftotext(&folder.join("full.pdf")).unwrap());
}

#[cfg(feature = "pdf")]
mod pdf {
    use super::*;
    use yishi::export::pdf::{self, PdfError};

    /// The pdf, unless the machine has no typeface; that is said.
    fn pdf(doc: &Document) -> Option<Vec<u8>> {
        match pdf::write(doc, &Settings::default(), &pdf::system_folders()) {
            Ok(bytes) => Some(bytes),
            Err(PdfError::NoFont) => {
                eprintln!("LEFT OUT: no typeface with Chinese is installed (fonts-noto-cjk)");
                assert!(std::env::var_os("YISHI_PAGES_MUST").is_none());
                None
            }
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn the_pdf_has_the_same_page_and_its_text_can_be_taken_out() {
        let (folder, _kept) = folder();
        for (name, doc) in documents() {
            let Some(bytes) = pdf(&doc) else { return };
            let file = folder.join(format!("own-{name}.pdf"));
            std::fs::write(&file, bytes).unwrap();
            let Some(text) = pdftotext(&file) else { continue };
            let start: String = doc.title.chars().take(6).collect();
            assert!(text.contains(&start), "{name}: {text}");
            assert_eq!(pdfinfo(&file, "Title").unwrap_or_default(), doc.title);
            has_its_pages(&name, &pdfinfo(&file, "Pages").unwrap_or_default());
        }
        let Some(text) = pdftotext(&folder.join("own-full.pdf")) else { return };
        is_the_page_of_the_standard(&text);
        let text = pdftotext(&folder.join("own-everything-zh.pdf")).unwrap();
        assert!(text.contains("䶮先生和𬱖女士"), "{text}");
    }

    #[test]
    fn an_office_names_the_family_of_its_typeface() {
        let doc = specimen::everything(Lang::Zh);
        let with = |family: &str| {
            let mut settings = Settings::default();
            settings.fonts.pdf = Some(family.into());
            pdf::write(&doc, &settings, &pdf::system_folders())
        };
        let error = with("No Such Family").unwrap_err();
        assert!(matches!(error, PdfError::Configured { .. }), "{error}");
        let Ok(sans) = with("noto sans cjk sc") else {
            eprintln!("LEFT OUT: Noto Sans CJK SC is not installed (fonts-noto-cjk)");
            assert!(std::env::var_os("YISHI_PAGES_MUST").is_none());
            return;
        };
        assert!(sans != pdf(&doc).unwrap(), "set in another typeface");
    }

    #[test]
    fn without_a_typeface_it_says_so() {
        let empty = tempfile::tempdir().unwrap();
        let doc = specimen::everything(Lang::Zh);
        let write = |settings: &Settings| {
            pdf::write(&doc, settings, &[empty.path().to_owned()]).unwrap_err()
        };
        assert!(matches!(write(&Settings::default()), PdfError::NoFont));
        let mut settings = Settings::default();
        settings.fonts.pdf = Some(empty.path().join("none.ttf"));
        let error = write(&settings);
        assert!(matches!(&error, PdfError::Configured { path, .. } if path.ends_with("none.ttf")));
    }
}

/// What a reader of codes finds in a picture of each page of a pdf.
fn codes(pdf: &Path) -> Option<Vec<String>> {
    let pages = pdf.with_extension("");
    run(Command::new("pdftoppm").args(["-r", "200", "-gray", "-png"]).arg(pdf).arg(&pages))?;
    let stem = format!("{}-", pages.file_name().unwrap().to_str().unwrap());
    let folder = std::fs::read_dir(pdf.parent().unwrap()).unwrap();
    let mut pictures: Vec<PathBuf> = folder.map(|e| e.unwrap().path()).collect();
    pictures.retain(|p| p.file_name().unwrap().to_str().is_some_and(|n| n.starts_with(&stem)));
    pictures.retain(|p| p.extension().is_some_and(|ending| ending == "png"));
    pictures.sort();
    let mut found = Vec::new();
    for picture in pictures {
        let output = run(Command::new("zbarimg").args(["--quiet", "--raw"]).arg(&picture))?;
        found.push(String::from_utf8(output.stdout).unwrap().trim().to_owned());
    }
    Some(found)
}

#[test]
fn the_code_on_a_signed_paper_is_read_from_its_printed_page() {
    let (folder, _kept) = folder();
    for (name, doc) in documents() {
        let signed = ["minutes-zh", "orders-zh", "tally-zh", "summary-zh"].contains(&name.as_str());
        let Some(code) = doc.form.code.clone().filter(|_| signed) else { continue };
        assert!(code.starts_with("YISHI1 HSW-2026-004 "), "{code}");
        let docx = folder.join(format!("code-{name}.docx"));
        std::fs::write(&docx, docx::write(&doc, &Settings::default()).unwrap()).unwrap();
        let mut office = Command::new("soffice");
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
        office.args([&profile, "--headless", "--convert-to", "pdf", "--outdir"]);
        if run(office.arg(&folder).arg(&docx)).is_none() {
            return;
        }
        let mut pdfs = vec![docx.with_extension("pdf")];
        #[cfg(feature = "pdf")]
        {
            use yishi::export::pdf;
            let own = folder.join(format!("code-own-{name}.pdf"));
            let bytes = pdf::write(&doc, &Settings::default(), &pdf::system_folders());
            std::fs::write(&own, bytes.unwrap()).unwrap();
            pdfs.push(own);
        }
        for pdf in pdfs {
            let Some(found) = codes(&pdf) else { return };
            assert!(!found.is_empty());
            assert!(found.iter().all(|found| *found == code), "{}: {found:?}", pdf.display());
        }
        let (id, _, print) = yishi::document::papers::read_code(&code).unwrap();
        assert_eq!(id, "HSW-2026-004");
        assert!(yishi::document::fingerprint::Typed::read(&print).is_some(), "{print}");
    }
}

/// 22 lines of 28 characters on three pages, the number at the outer edge.
fn is_the_page_of_the_standard(text: &str) {
    let pages: Vec<&str> = text.split('\u{c}').collect();
    assert_eq!(pages.len(), 4, "three pages and the end:\n{text}");
    for (page, number) in pages.iter().zip(1..=3) {
        let lines: Vec<&str> = page.lines().filter(|line| !line.trim().is_empty()).collect();
        let (foot, lines) = lines.split_last().unwrap();
        assert_eq!(lines.len(), 22, "page {number}:\n{page}");
        let first = usize::from(number == 1);
        assert!(lines.iter().skip(first).all(|line| line.trim().chars().count() == 28), "{page}");
        assert_eq!(foot.starts_with("      "), number % 2 == 1, "{foot}");
        assert!(foot.contains(&number.to_string()), "{foot}");
    }
}

#[test]
fn an_independent_reader_finds_the_margins_the_fonts_and_the_grid() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    for (name, doc) in documents() {
        let file = folder.path().join(format!("{name}.docx"));
        std::fs::write(&file, docx::write(&doc, &Settings::default()).unwrap()).unwrap();
        files.push(file);
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages.py");
    let has = |python: &&str| {
        let asked = Command::new(python).args(["-c", "import docx"]).output();
        asked.is_ok_and(|output| output.status.success())
    };
    let python = ["python3", "/usr/bin/python3"].into_iter().find(has).unwrap_or("python3");
    let Some(output) = run(Command::new(python).arg(script).args(&files)) else { return };
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let of = |name: &str| &found[folder.path().join(format!("{name}.docx")).to_str().unwrap()];
    let zh = of("everything-zh");
    assert_eq!(zh["margins"], serde_json::json!([2098, 1474, 1984, 1588]));
    assert_eq!((&zh["pitch"], &zh["odd_and_even"]), (&"579".into(), &true.into()));
    for (style, font) in [
        ("Masthead", "方正小标宋简体"),
        ("Title", "方正小标宋简体"),
        ("Heading1", "黑体"),
        ("Heading2", "楷体_GB2312"),
        ("Heading3", "仿宋_GB2312"),
        ("Footer", "宋体"),
    ] {
        assert_eq!(zh["fonts"][style], font, "{style}");
    }
    assert_eq!(of("minutes-zh")["odd_and_even"], false);
    for paper in ["summary", "minutes", "opinion", "notice"] {
        let found = of(&format!("{paper}-zh"));
        assert_eq!(found["margins"], zh["margins"], "{paper}");
        assert_eq!(found["pitch"], "579", "{paper}");
        assert_eq!(found["fonts"]["Title"], "方正小标宋简体", "{paper}");
        assert_eq!(found["odd_and_even"], paper != "minutes", "{paper}");
    }
    assert_eq!(of("signin-zh")["repeated_headers"], 1);
    assert_eq!(of("sheets-zh")["repeated_headers"], 1);
    for (name, doc) in documents() {
        assert_eq!(of(&name)["author"], "", "{name}: nobody is named in the properties");
        let text = of(&name)["text"].as_str().unwrap().replace('\n', "");
        assert!(text.contains(&doc.title), "{name}");
    }
    let text = zh["text"].as_str().unwrap();
    assert!(text.contains("䶮先生和𬱖女士"), "{text}");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for ((name, one), (_, two)) in documents().into_iter().zip(documents()) {
        let bytes = |doc| docx::write(doc, &Settings::default()).unwrap();
        assert!(bytes(&one) == bytes(&two), "{name}");
    }
}
