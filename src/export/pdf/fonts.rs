//! Which files of the system the typefaces come from.
//!
//! The file of the settings first, then files whose names are known to be right for what they are
//! for, then any that has Chinese. A collection gives its simplified Chinese face.

use super::face::{Face, Faces, Role};
use super::{PdfError, TypefaceError};
use crate::document::model::Document;
use crate::export::settings::{Fonts, PDF_FILES};
use skrifa::raw::{FileRef, TableProvider as _};
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider as _};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use strum::VariantArray as _;

/// Where systems keep their typefaces, those of the user first.
pub fn system_folders() -> Vec<PathBuf> {
    let mut folders = Vec::new();
    let mut add = |variable: &str, below: &[&str]| {
        if let Some(folder) = std::env::var_os(variable) {
            folders.extend(below.iter().map(|below| Path::new(&folder).join(below)));
        }
    };
    add("HOME", &[".local/share/fonts", ".fonts", "Library/Fonts"]);
    add("XDG_DATA_HOME", &["fonts"]);
    add("LOCALAPPDATA", &["Microsoft/Windows/Fonts"]);
    add("WINDIR", &["Fonts"]);
    let fixed = [
        "/usr/local/share/fonts",
        "/usr/share/fonts",
        "/run/current-system/sw/share/X11/fonts",
        "/Library/Fonts",
        "/System/Library/Fonts",
        "/System/Library/AssetsV2/com_apple_MobileAsset_Font7",
    ];
    folders.extend(fixed.map(PathBuf::from));
    folders
}

/// What a face for Chinese must have.
const PROBE: [char; 4] = ['\u{4f1a}', '\u{8bae}', '\u{8bb0}', '\u{7b7e}'];

/// The contents of the files that are used.
pub(super) struct Files {
    files: Vec<(Arc<Vec<u8>>, u32)>,
    /// For each role the file.
    roles: [usize; Role::COUNT],
}

impl Files {
    pub(super) fn find(
        doc: &Document,
        fonts: &Fonts,
        folders: &[PathBuf],
    ) -> Result<Self, PdfError> {
        let mut list = Vec::new();
        for folder in folders {
            collect(folder, 0, &mut list);
        }
        let mut found = Found { files: Vec::new(), paths: Vec::new() };
        let configured = fonts.pdf.as_deref().map(|wanted| {
            let path = wanted.to_owned();
            found.wanted(wanted, &list).map_err(|why| PdfError::Configured { path, why })
        });
        let configured = configured.transpose()?;
        let mut roles = [0; Role::COUNT];
        for &role in Role::VARIANTS {
            let named = || {
                let names = PDF_FILES.get(role.index()).copied().unwrap_or_default();
                names.iter().find_map(|name| {
                    let path = list.iter().find(|path| file_name(path) == *name)?;
                    found.load(path).ok()
                })
            };
            let chosen = configured.or_else(named).or_else(|| match role {
                // Whatever has Chinese is better than nothing; the other roles follow the text.
                Role::Body => list.iter().find_map(|path| found.load(path).ok()),
                _ => Some(roles[Role::Body.index()]),
            });
            roles[role.index()] = chosen.ok_or(PdfError::NoFont)?;
        }
        found.cover(doc, &list)?;
        Ok(Self { files: found.files, roles })
    }

    pub(super) fn open(&self) -> Result<Faces<'_>, PdfError> {
        let mut faces = Vec::new();
        for (data, index) in &self.files {
            let face = Face::open(data, *index);
            faces.push(face.ok_or_else(|| PdfError::Writer("typeface".to_owned()))?);
        }
        Ok(Faces::new(faces, self.roles))
    }
}

/// The largest font file that is looked at, in bytes; collections of all Chinese faces have less.
const LARGEST: u64 = 256 << 20;

/// Reads a font, and nothing that could go on for ever.
fn read_font(path: &Path) -> std::io::Result<Vec<u8>> {
    use std::io::{ErrorKind, Read as _};
    if !std::fs::metadata(path)?.is_file() {
        return Err(ErrorKind::Unsupported.into());
    }
    let mut data = Vec::new();
    std::fs::File::open(path)?.take(LARGEST + 1).read_to_end(&mut data)?;
    if data.len() as u64 > LARGEST { Err(ErrorKind::FileTooLarge.into()) } else { Ok(data) }
}

struct Found {
    files: Vec<(Arc<Vec<u8>>, u32)>,
    paths: Vec<PathBuf>,
}

impl Found {
    /// Reads a file that has Chinese; its place in the list.
    fn load(&mut self, path: &Path) -> Result<usize, TypefaceError> {
        if let Some(known) = self.paths.iter().position(|known| known == path) {
            return Ok(known);
        }
        let data = read_font(path).map_err(|error| TypefaceError::Unreadable(error.kind()))?;
        let index = face_with(&data, &PROBE).ok_or(TypefaceError::NoChinese)?;
        Ok(self.push(path, data, index))
    }

    /// A file, or the family of a typeface by its name.
    fn wanted(&mut self, wanted: &Path, list: &[PathBuf]) -> Result<usize, TypefaceError> {
        if !wanted.is_file() {
            let family = wanted.to_string_lossy().to_lowercase();
            for path in list {
                let Ok(data) = read_font(path) else { continue };
                if let Some(index) = face_called(&data, &family) {
                    return Ok(self.push(path, data, index));
                }
            }
        }
        self.load(wanted)
    }

    fn push(&mut self, path: &Path, data: Vec<u8>, index: u32) -> usize {
        self.files.push((Arc::new(data), index));
        self.paths.push(path.to_owned());
        self.files.len() - 1
    }

    /// Adds files until every Han character of the document has a face.
    fn cover(&mut self, doc: &Document, list: &[PathBuf]) -> Result<(), PdfError> {
        let has = |data: &[u8], index, c| {
            FontRef::from_index(data, index).is_ok_and(|font| font.charmap().map(c).is_some())
        };
        let mut missing: BTreeSet<char> = han(doc);
        missing.retain(|c| !self.files.iter().any(|(data, index)| has(data, *index, *c)));
        for path in list {
            if missing.is_empty() {
                break;
            }
            if self.paths.contains(path) {
                continue;
            }
            let Ok(data) = read_font(path) else { continue };
            let wanted = missing.iter().copied().find_map(|c| face_with(&data, &[c]));
            if let Some(index) = wanted {
                missing.retain(|c| !has(&data, index, *c));
                self.push(path, data, index);
            }
        }
        missing.first().map_or(Ok(()), |c| Err(PdfError::NoGlyph(*c)))
    }
}

/// Every Han character that the document would print.
fn han(doc: &Document) -> BTreeSet<char> {
    // The JSON of a document is all of its text, whatever blocks there are.
    let text = crate::export::json::document(doc).unwrap_or_default();
    let is_han = |c: &char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    text.chars().filter(is_han).collect()
}

/// The face of a file that has all of these characters: of a collection the one for simplified
/// Chinese before others.
fn face_with(data: &[u8], wanted: &[char]) -> Option<u32> {
    let able = able(data, wanted);
    let simplified = able.iter().find(|(_, font)| {
        let names = font.localized_strings(StringId::FAMILY_NAME);
        names.english_or_first().is_some_and(|name| name.to_string().contains(" SC"))
    });
    simplified.or(able.first()).map(|(index, _)| *index)
}

/// The face with Chinese that has this name, in lower case, in any language.
fn face_called(data: &[u8], family: &str) -> Option<u32> {
    let is_called = |font: &FontRef<'_>| {
        let mut names = font.localized_strings(StringId::FAMILY_NAME);
        names.any(|name| name.to_string().to_lowercase() == family)
    };
    able(data, &PROBE).iter().find(|(_, font)| is_called(font)).map(|(index, _)| *index)
}

/// The faces of a file that can be put into a pdf and have all of these characters, by their places.
fn able<'a>(data: &'a [u8], wanted: &[char]) -> Vec<(u32, FontRef<'a>)> {
    let has = |font: &FontRef<'_>| {
        // A face that only has pictures of its glyphs cannot be put into a pdf.
        let outlines = font.glyf().is_ok() || font.cff().is_ok();
        outlines && wanted.iter().all(|c| font.charmap().map(*c).is_some())
    };
    let faces: Vec<(u32, FontRef<'a>)> = match FileRef::new(data) {
        Ok(FileRef::Font(font)) => vec![(0, font)],
        Ok(FileRef::Collection(all)) => {
            (0..all.len()).filter_map(|i| Some((i, all.get(i).ok()?))).collect()
        }
        Err(_) => Vec::new(),
    };
    faces.into_iter().filter(|(_, font)| has(font)).collect()
}

/// Files of typefaces below a folder, in an order that does not depend on the disk.
fn collect(folder: &Path, depth: u8, list: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            if depth < 6 {
                collect(&path, depth + 1, list);
            }
        } else if [".ttf", ".ttc", ".otf", ".otc"].iter().any(|end| file_name(&path).ends_with(end))
        {
            list.push(path);
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().to_lowercase()
}
