//! Makes one file of the styles that the page links: together they compress to a third less,
//! and the page and the worker name one file and one hash instead of six.

use std::{fmt::Write as _, fs, path::Path};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use super::glue::{self, Renamed};
use super::sha384;

/// How the page links a style.
const LINK: &str = "<link rel=\"stylesheet\" href=\"";

/// Puts the styles into one file, in the order in which the page links them, and gives the
/// page that links it in the place of the first.
///
/// # Errors
/// When a style is missing, or linked in another way than Trunk does.
pub(super) fn join(staging: &Path, page: &str) -> Result<String> {
    let mut styles = String::new();
    let mut joined = String::new();
    let mut links = 0;
    for line in page.lines() {
        let Some(link) = line.trim_start().strip_prefix(LINK) else {
            joined.push_str(line);
            joined.push('\n');
            continue;
        };
        let (address, _) = link.split_once('"').context("a link does not end")?;
        let path = staging.join(address.trim_start_matches('/'));
        let style = fs::read_to_string(&path)
            .with_context(|| format!("the page links {address}, which is not there"))?;
        // What only people read in a style looks as in a script.
        styles.push_str(&glue::shortened(&style, &Renamed::new())?);
        fs::remove_file(&path)?;
        if links == 0 {
            joined.push_str(LINK);
        }
        links += 1;
    }
    ensure!(
        page.matches("rel=\"stylesheet\"").count() == links,
        "the page links a style in a way that is not known here"
    );
    if links == 0 {
        return Ok(page.to_owned());
    }
    let mut name = "style-".to_owned();
    for byte in &Sha256::digest(&styles)[..8] {
        write!(name, "{byte:02x}")?;
    }
    name.push_str(".css");
    fs::write(staging.join(&name), &styles)?;
    let integrity = sha384(styles.as_bytes());
    Ok(joined.replace(
        LINK,
        &format!("{LINK}/{name}\" integrity=\"{integrity}\" />\n"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::precache::tests::Folder;

    const PAGE: &str = "<head>
  <link rel=\"stylesheet\" href=\"/a-1.css\" integrity=\"sha384-x\"/>
  <link rel=\"stylesheet\" href=\"/b-2.css\" integrity=\"sha384-y\"/>
</head>
";

    #[test]
    fn the_styles_of_the_page_become_one_in_their_order() {
        let styles = [
            ("a-1.css", "/* Colours. */\na {\n  color: red;\n}\n"),
            ("b-2.css", "b {\n}\n"),
            ("later/c.css", "c {}"),
        ];
        let folder = Folder::with("styles", &styles);
        let page = join(&folder.0, PAGE).unwrap();
        let joined = "a {\ncolor: red;\n}\nb {\n}\n";
        let integrity = sha384(joined.as_bytes());
        let link = page.lines().nth(1).unwrap();
        let (before, after) = link.split_once("\" integrity=\"").unwrap();
        let name = before.strip_prefix(&format!("{LINK}/")).unwrap();
        assert_eq!(after, format!("{integrity}\" />"));
        assert_eq!(page, format!("<head>\n{link}\n</head>\n"));
        assert_eq!(folder.read(name), joined);
        assert!(!folder.0.join("a-1.css").exists());
        assert_eq!(folder.read("later/c.css"), "c {}");
    }

    #[test]
    fn a_style_that_is_missing_or_linked_otherwise_is_an_error() {
        let folder = Folder::with("no-styles", &[("a-1.css", "a {}")]);
        assert!(join(&folder.0, PAGE).is_err());
        let other = "<link href=\"/a-1.css\" rel=\"stylesheet\">";
        assert!(join(&folder.0, other).is_err());
    }
}
