//! Photos of a visit: chosen, made smaller, turned upright and stripped, kept through
//! a kill, described, removed and taken back, and shown by the office with place and
//! time. What is no picture says so and takes nothing with it. Real Chromium.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use e2e::{Answers, Browser, Hands, Journey, Office, Parts, alone, close, small_visit};

const SECTION: &str = "[data-section=\"photos\"]";
const STATUS: &str = "[data-section=\"photos\"] [data-mark=\"photos\"]";

#[tokio::test(flavor = "multi_thread")]
async fn photos_are_made_smaller_and_upright_survive_a_kill_and_reach_the_office() -> Result<()> {
    let _turn = alone().await;
    let parts = Parts::find()?;
    let folder = tempfile::tempdir()?;
    let office = Office::open(&parts, folder.path().join("data")).await?;
    let profile = folder.path().join("profile");
    let browser = Browser::start(&parts, &profile).await?;
    let hands = browser.hands();
    hands.open(&office.address("/")).await?;
    small_visit(&hands, "Sạp 7, chợ Hạnh Thông").await?;
    hands.act_on("open-part", "visit").await?;
    let draft = hands.path().await?;
    hands.see(SECTION).await?;

    refusals(&hands, folder.path()).await?;
    let picture = camera_picture(&hands, folder.path()).await?;
    hands.put("photograph", &picture).await?;
    hands.see("[data-photo=\"1\"] img").await?;
    ensure!(
        sides(&hands).await? == "1200x1600",
        "{}",
        sides(&hands).await?
    );
    let icon = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/icons/icon-512.png");
    hands.put("choose-photos", &icon.canonicalize()?).await?;
    hands.see("[data-photo=\"2\"] img").await?;
    hands.see_state("[data-mark=\"save\"]", "saved").await?;

    let processes = browser.processes()?;
    browser.kill(&processes).await?;
    let browser = Browser::start(&parts, &profile).await?;
    let hands = browser.hands();
    hands.open(&office.address(&draft)).await?;
    hands.see("[data-photo=\"1\"] img").await?;
    hands.see("[data-photo=\"2\"] img").await?;
    hands.act_on("remove-photo", "2").await?;
    hands.act("put-photo-back").await?;
    hands.see("[data-photo=\"2\"] img").await?;
    hands.act_on("remove-photo", "2").await?;
    hands.see("[data-action=\"put-photo-back\"]").await?;

    let id = close(&hands).await?;
    hands
        .see_state(&format!("main [data-record=\"{id}\"]"), "received")
        .await?;
    hands
        .open(&office.address(&format!("/office/inspections/{id}")))
        .await?;
    let photos = hands.words("[data-section=\"photos\"]").await?;
    // What the camera wrote: 22 November 2026, 09:30, and where.
    for said in ["22/11/2026", "09:30", "10.833999, 106.666666"] {
        ensure!(photos.contains(said), "{said:?} is not among {photos}");
    }
    let lines = "return document.querySelectorAll('[data-section=\"photos\"] tbody tr').length";
    ensure!(hands.look(lines).await? == 1, "photos: {photos}");
    stripped(&hands, &office).await?;
    browser.quit().await
}

/// A photo of an item stands among those of its check, and says of which item it is.
#[tokio::test(flavor = "multi_thread")]
async fn a_photo_of_an_item_says_of_which_and_belongs_to_its_check() -> Result<()> {
    Journey::walk("photo_of_item", async |journey: &mut Journey| {
        let head: Answers = &[
            ("establishment_name", "Cửa hàng mũ bảo hiểm Phú Quý"),
            ("establishment_address", "210 Nguyễn Oanh, Gò Vấp"),
            ("inspector", "Nguyễn Văn An"),
        ];
        journey.visit("helmet_shop", head).await?;
        journey.check("quality:helmets").await?;
        let hands = journey.hands().clone();
        hands.see(SECTION).await?;
        let icon = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/icons/icon-512.png");
        hands.put("photograph-item", &icon.canonicalize()?).await?;
        hands.see("[data-photo=\"1\"] img").await?;
        let first = "return document.querySelector('.item-code').innerText";
        let first = hands.look(first).await?;
        let words = "return document.querySelector('[data-photo=\"1\"] input').value";
        let words = hands.look(words).await?;
        let (first, words) = (first.as_str().context("an item")?, words.as_str());
        ensure!(
            words.is_some_and(|words| words.starts_with(first)),
            "{words:?}"
        );
        // Those of the visit as a whole are others.
        hands.act_on("open-part", "visit").await?;
        hands.see(SECTION).await?;
        let none = format!("return document.querySelector('{SECTION} [data-photo]') === null");
        ensure!(
            hands.look(&none).await? == true,
            "it stands with the visit's"
        );
        Ok(())
    })
    .await
}

/// Each file that is none says why.
async fn refusals(hands: &Hands, folder: &Path) -> Result<()> {
    for (name, bytes, said) in [
        (
            "ghi-chu.jpg",
            &b"kh\xc3\xb4ng ph\xe1\xba\xa3i \xe1\xba\xa3nh"[..],
            "không phải ảnh",
        ),
        ("anh.heic", b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        ("cat.jpg", b"\xff\xd8\xff\xe0\0", "bị hỏng"),
        ("lon.png", LARGE, "100 triệu"),
    ] {
        let file = folder.join(name);
        std::fs::write(&file, bytes)?;
        hands.put("choose-photos", &file).await?;
        hands
            .see_words(STATUS, |words| words.contains(said))
            .await?;
    }
    let none = format!("return document.querySelector('{SECTION} [data-photo]') === null");
    ensure!(hands.look(&none).await? == true, "a photo that is none");
    Ok(())
}

/// The head of a PNG of 20,000 by 10,000.
const LARGE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x4e\x20\0\0\x27\x10\x08\x02\0\0\0\0\0\0\0";

/// A picture of 2,400 by 1,800 as a camera held upright writes it: lying, with the
/// word that it is to be turned by a quarter (Exif orientation 6), time and place.
async fn camera_picture(hands: &Hands, folder: &Path) -> Result<PathBuf> {
    let drawn = hands
        .look(
            "const canvas = document.createElement('canvas');
            canvas.width = 2400; canvas.height = 1800;
            const pen = canvas.getContext('2d');
            pen.fillStyle = '#a33'; pen.fillRect(0, 0, 1200, 1800);
            pen.fillStyle = '#3a3'; pen.fillRect(1200, 0, 1200, 1800);
            return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];",
        )
        .await?;
    let jpeg = STANDARD.decode(drawn.as_str().context("a picture")?)?;
    let app1 = [&b"Exif\0\0"[..], &tiff()].concat();
    let length = u16::try_from(app1.len() + 2)?.to_be_bytes();
    let file = folder.join("may-anh.jpg");
    let bytes = [&jpeg[..2], &[0xff, 0xe1], &length, &app1, &jpeg[2..]].concat();
    std::fs::write(&file, bytes)?;
    Ok(file)
}

/// Orientation 6; 22 November 2026, 09:30 by a clock seven hours ahead; 10° 50' 2.4"
/// north, 106° 40' east (CIPA DC-008).
fn tiff() -> Vec<u8> {
    let row = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        let head = [tag.to_le_bytes(), kind.to_le_bytes()].concat();
        [&head[..], &count.to_le_bytes(), &value].concat()
    };
    let long = |number: u32| number.to_le_bytes();
    let short = |number: u16| number.to_le_bytes();
    let mut bytes = b"II\x2a\0\x08\0\0\0".to_vec();
    // Three rows from 8 on, 42 bytes; then two from 50, 30 bytes; then four from 80.
    bytes.extend(short(3));
    bytes.extend(row(0x0112, 3, 1, [6, 0, 0, 0]));
    bytes.extend(row(0x8769, 4, 1, long(50)));
    bytes.extend(row(0x8825, 4, 1, long(80)));
    bytes.extend(long(0));
    bytes.extend(short(2));
    bytes.extend(row(0x9003, 2, 20, long(134)));
    bytes.extend(row(0x9011, 2, 7, long(154)));
    bytes.extend(long(0));
    bytes.extend(short(4));
    bytes.extend(row(1, 2, 2, *b"N\0\0\0"));
    bytes.extend(row(2, 5, 3, long(161)));
    bytes.extend(row(3, 2, 2, *b"E\0\0\0"));
    bytes.extend(row(4, 5, 3, long(185)));
    bytes.extend(long(0));
    bytes.extend(b"2026:11:22 09:30:00\0+07:00\0");
    for number in [10_u32, 1, 50, 1, 24, 10, 106, 1, 40, 1, 0, 1] {
        bytes.extend(long(number));
    }
    bytes
}

/// The sides of the first photo as it was kept.
async fn sides(hands: &Hands) -> Result<String> {
    let sides = hands
        .look_long(
            "const done = arguments[0];
            const shown = document.querySelector('[data-photo=\"1\"] img');
            shown.decode().then(() => done(`${shown.naturalWidth}x${shown.naturalHeight}`));",
        )
        .await?;
    Ok(sides.as_str().context("sides")?.to_owned())
}

/// The office's file has nothing of what the camera wrote.
async fn stripped(hands: &Hands, office: &Office) -> Result<()> {
    let link = "return document.querySelector('[data-section=\"photos\"] img').src";
    let link = hands.look(link).await?;
    // The office's pages fetch nothing; the tablet's may.
    hands.open(&office.address("/")).await?;
    let found = hands
        .look_long(&format!(
            "const done = arguments[0];
            fetch({link}).then(answer => answer.arrayBuffer()).then(buffer => {{
                const text = new TextDecoder('latin1').decode(buffer);
                done(`${{text.startsWith('\\xff\\xd8\\xff')}} ${{text.includes('Exif')}}`);
            }});",
        ))
        .await?;
    ensure!(found == "true false", "the office's file: {found}");
    Ok(())
}
