//! Minutes as a file for a word processor: read back as XML, and opened by
//! `LibreOffice` where the machine has it.

use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use inspection::{Frozen, Inspection, Recorded, RulePack, SIGNATURES, digest_to_sign};
use zip::ZipArchive;

use crate::support::{TestOffice, Visit, changed, cookie, expect, form, listed, measures};

/// What the file has to say: number, authority, state, the failing figures of the
/// scale at 10 kg, the goods that fail, and the document's digest.
const SAID: [&str; 9] = [
    "41/BB-KT",
    "PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "BIÊN BẢN KIỂM TRA VỀ ĐO LƯỜNG",
    "A 0415",
    "10,15 kg",
    "+150 g",
    "Cân & thử <1>",
];

fn numbered(inspection: &mut Inspection) {
    let fields = [
        ("minutes_no", "41/BB-KT"),
        ("ward", "hanh-thong"),
        // Signs of XML, and one that XML has no place for.
        ("opinion", "Cân & thử <1>\u{b}"),
    ];
    let recorded = fields.map(|(code, value)| Recorded {
        code: code.to_owned(),
        value: value.to_owned(),
        unit: None,
    });
    inspection.fields.0.extend(recorded);
}

/// The rules with the ward's office, as the office publishes them.
async fn with_authority(office: &TestOffice) -> &'static RulePack {
    let cookies = format!("__Host-can-dung={0}; can-dung={0}", cookie().reveal());
    let ward = [
        ("code", "hanh-thong"),
        ("superior", "UBND PHƯỜNG HẠNH THÔNG"),
        ("name", "PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ"),
        ("place", "Hạnh Thông"),
        ("from", "01/07/2025"),
        ("by", "Trần Thị B"),
        ("document", "QĐ 12/QĐ-UBND"),
    ];
    for (path, fields) in [("authority", &ward[..]), ("publish", &[])] {
        let path = format!("/office/rules/{path}");
        let answer = office.send(form(&path, &cookies, fields)).await;
        assert_eq!(answer.status.as_u16(), 303, "{}", answer.text());
    }
    let packs = office.get("/api/v1/packs").await.json();
    let packs = packs["packs"].as_array().unwrap();
    let current = packs.iter().find(|pack| pack["current"] == true).unwrap();
    let pack = RulePack::with_additions(&current["additions"].to_string()).unwrap();
    RulePack::named(&pack.name()).unwrap()
}

/// A part of the package.
fn part(file: &[u8], name: &str) -> String {
    let mut package = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    package
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// The words of a part, as a reader sees them.
fn words(xml: &str) -> String {
    let texts = xml.split('<').filter_map(|tag| tag.split_once('>'));
    let text: String = texts.map(|(_, text)| text).collect();
    let plain = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ];
    plain
        .iter()
        .fold(text, |text, (code, sign)| text.replace(code, sign))
}

/// What `LibreOffice` reads in it, and how many pages it makes of it; `None` where
/// there is none.
fn opened(file: &[u8]) -> Option<(String, usize)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("minutes.docx");
    std::fs::write(&path, file).unwrap();
    let convert = |to: &str| {
        let home = format!(
            "-env:UserInstallation=file://{}/home",
            folder.path().display()
        );
        let mut office = Command::new("soffice");
        office.args(["--headless", &home, "--convert-to", to, "--outdir"]);
        office.arg(folder.path()).arg(&path);
        office
            .output()
            .ok()
            .filter(|output| output.status.success())
    };
    convert("txt:Text (encoded):UTF8")?;
    convert("pdf")?;
    let read = |name: &str| std::fs::read(Path::new(folder.path()).join(name)).unwrap();
    let pdf = read("minutes.pdf");
    let pages = pdf.windows(11).filter(|at| *at == b"/Type/Page/").count();
    Some((String::from_utf8(read("minutes.txt")).unwrap(), pages))
}

#[tokio::test]
async fn minutes_are_a_file_that_word_processors_open_with_everything_in_it() {
    let office = TestOffice::open().await;
    let rules = with_authority(&office).await;
    let visit = Visit {
        rules,
        ..Visit::default()
    };
    office.upload(changed(&visit, numbered)).await;
    let record = office.get(&visit.page()).await.text();
    let address = format!("{}/minutes/bbkt_do_luong/docx", visit.page());
    expect(&record, &[&format!("href=\"{address}\"")]);
    let answer = office.get(&address).await;
    assert_eq!(answer.status.as_u16(), 200);
    expect(
        answer.header("content-type"),
        &["wordprocessingml.document"],
    );
    expect(
        answer.header("content-disposition"),
        &["bbkt_do_luong-2026-11-22-", ".docx"],
    );

    let document = part(&answer.body, "word/document.xml");
    expect(&words(&document), &SAID);
    assert!(!document.contains('\u{b}'));
    // A4, NĐ 30/2020: margins of 20, 15, 20 and 30 mm; heads of tables come again.
    expect(
        &document,
        &[
            "w:w=\"11906\" w:h=\"16838\"",
            "<w:tblHeader />",
            "<w:titlePg",
        ],
    );
    expect(
        &document,
        &["w:top=\"1134\"", "w:right=\"850\"", "w:left=\"1701\""],
    );
    let stored = office
        .get(&format!("/office/documents/{}", visit.inspection_id()))
        .await;
    let sha256 = Frozen::thaw(&stored.text())
        .unwrap()
        .frozen
        .sha256
        .to_string();
    let names = ["word/footer1.xml", "word/footer2.xml"];
    for name in names {
        let foot = words(&part(&answer.body, name)).replace(' ', "");
        expect(&foot, &[&sha256]);
    }
    let heads = ["word/header1.xml", "word/header2.xml"].map(|name| part(&answer.body, name));
    assert_eq!(heads.iter().filter(|head| head.contains("PAGE")).count(), 1);

    if let Some((text, pages)) = opened(&answer.body) {
        expect(&text, &SAID);
        assert!(pages >= 1, "no page");
    }
}

#[tokio::test]
async fn every_form_is_a_file_and_a_slip_begins_a_page() {
    let office = TestOffice::open().await;
    let visit = Visit::default();
    office
        .upload(changed(&visit, |it| {
            numbered(it);
            it.lists = measures();
            it.lists.push(listed(
                "team",
                &[&[("team_name", "Lê Văn C")], &[("team_name", "Phan D")]],
            ));
        }))
        .await;
    for (form, breaks) in [
        ("bbkt_do_luong", 0),
        ("bbkt_chat_luong_nhan", 0),
        ("bblm", 0),
        // One for each of the team, with who inspected.
        ("phieu_ket_qua", 2),
        ("tem_niem_phong_mau", 0),
    ] {
        let answer = office
            .get(&format!("{}/minutes/{form}/docx", visit.page()))
            .await;
        assert_eq!(answer.status.as_u16(), 200, "{form}");
        let document = part(&answer.body, "word/document.xml");
        let found = document.matches("<w:pageBreakBefore").count();
        assert_eq!(found, breaks, "{form}");
    }
    let unknown = office
        .get(&format!("{}/minutes/bbnp/docx", visit.page()))
        .await;
    assert_eq!(unknown.status.as_u16(), 404);
}

/// What was drawn on the screen is a picture in the file, a drawing on the page; what
/// was signed of other words is neither, and the record says so.
#[tokio::test]
async fn a_signature_given_on_the_screen_is_in_the_file_while_it_holds() {
    let office = TestOffice::open().await;
    for (id, words, holds) in [(1, None, true), (2, Some("Đã đổi."), false)] {
        let visit = Visit {
            id,
            device: id,
            ..Visit::default()
        };
        office
            .upload(changed(&visit, |it| {
                let digest = digest_to_sign(it.clone()).unwrap();
                it.lists.push(listed(
                    SIGNATURES,
                    &[&[
                        ("signed_for", "team"),
                        ("signed_name", &it.inspector),
                        ("signed_at", "2026-11-22T03:05:00Z"),
                        ("signed_sha256", digest.as_str()),
                        ("signed_strokes", "100 50 300 20;500 200"),
                    ]],
                ));
                if let Some(words) = words {
                    words.clone_into(&mut it.conclusion);
                }
            }))
            .await;
        let record = office.get(&visit.page()).await.text();
        let state = if holds { "signed" } else { "void" };
        expect(
            &record,
            &[&format!("data-signer=\"team\" data-state=\"{state}\"")],
        );
        let page = visit.page() + "/minutes/bbkt_do_luong";
        let drawn = office.get(&page).await.text();
        assert_eq!(drawn.contains("M100 50L400 70M500 200h0"), holds);
        let file = office.get(&(page + "/docx")).await;
        let mut package = ZipArchive::new(Cursor::new(&file.body)).unwrap();
        let pictures: Vec<_> = package
            .file_names()
            .map(|name| name.unwrap().into_owned())
            // The folder is an entry too.
            .filter(|name| name.starts_with("word/media/") && !name.ends_with('/'))
            .collect();
        assert_eq!(pictures.len(), usize::from(holds), "{pictures:?}");
        for name in pictures {
            let mut picture = Vec::new();
            let mut part = package.by_name(&name).unwrap();
            part.read_to_end(&mut picture).unwrap();
            assert!(picture.starts_with(b"\x89PNG"));
        }
        let said = words_of(&file.body);
        assert_eq!(said.contains("Đã ký trên màn hình 10:05 22/11/2026"), holds);
    }
}

fn words_of(file: &[u8]) -> String {
    words(&part(file, "word/document.xml"))
}
