//! How long a keystroke searches a register of 20,000 rows, and what the
//! register holds in memory. Fails above what is promised. Run by
//! `cargo xtask bench -- register`.

#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use inspection::{Point, Register, RegisterRow, RulePack, Wanted, Ward};

/// As many establishments as a large district has.
const ROWS: usize = 20_000;
/// The most that a keystroke may take.
const PROMISE: Duration = Duration::from_millis(10);
/// What is typed, key by key.
const TYPED: [&str; 6] = [
    "cho go vap",
    "sạp trái cây nguyễn",
    "0301234",
    "a n t h",
    "cua hang xang dau quang trung",
    "khong co o dau",
];
const NAMES: [&str; 8] = [
    "Sạp trái cây",
    "Cửa hàng xăng dầu",
    "Tiệm vàng Kim",
    "Siêu thị",
    "Cửa hàng đồ chơi",
    "Vật liệu xây dựng",
    "Điện máy",
    "Chợ Gò Vấp – sạp",
];
const STREETS: [&str; 6] = [
    "Nguyễn Thái Sơn",
    "Quang Trung",
    "Phan Văn Trị",
    "Lê Đức Thọ",
    "Thống Nhất",
    "Nguyễn Oanh",
];

/// Counts what is held.
struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static COUNTING: Counting = Counting;

#[expect(unsafe_code, reason = "an allocator that counts and hands on")]
// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        HELD.fetch_add(layout.size(), Ordering::Relaxed);
        // SAFETY: as promised by the caller.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as promised by the caller.
        unsafe { System.dealloc(at, layout) }
    }
}

fn main() -> ExitCode {
    let pack = RulePack::current();
    let before = HELD.load(Ordering::Relaxed);
    let began = Instant::now();
    let register = Register::new((0..ROWS).map(|number| row(number, pack)).collect(), pack);
    let laid_out = began.elapsed();
    let held = HELD.load(Ordering::Relaxed) - before;
    println!(
        "{ROWS} rows: laid out in {} ms, {} kB held",
        laid_out.as_millis(),
        held / 1000
    );
    let near = Point::new(10_838_000, 106_665_000);
    let mut slowest = Duration::ZERO;
    for typed in TYPED {
        let ends = typed
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8());
        for (words, near) in ends.flat_map(|end| [(&typed[..end], None), (&typed[..end], near)]) {
            let wanted = Wanted {
                words,
                near,
                most: 50,
                ..Wanted::default()
            };
            // The best of three: other programs run too.
            let took = (0..3).map(|_| {
                let began = Instant::now();
                let total = register.find(&wanted).total;
                (began.elapsed(), total)
            });
            let Some((took, total)) = took.min() else {
                continue;
            };
            if took > slowest {
                slowest = took;
                let how = if near.is_some() { ", nearest" } else { "" };
                println!("{words:?}{how}: {total} found in {} µs", took.as_micros());
            }
        }
    }
    println!("slowest keystroke: {} µs", slowest.as_micros());
    if slowest > PROMISE {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn row(number: usize, pack: &RulePack) -> RegisterRow {
    let wards: Vec<_> = pack
        .units
        .iter()
        .filter(|unit| unit.level == "ward")
        .collect();
    let ward = wards[number % wards.len()];
    let kinds = &pack.establishment_kinds;
    let spread = i64::try_from(number * 7919 % 60_000).unwrap_or_default();
    RegisterRow {
        id: format!(
            "{:08x}-0000-7000-8000-{number:012}",
            number * 2_654_435_761 % 0xffff_ffff
        ),
        name: format!("{} {}", NAMES[number % NAMES.len()], number / NAMES.len()),
        address: format!(
            "{}/{} {}",
            number % 400,
            number % 30,
            STREETS[number % STREETS.len()]
        ),
        ward: Some(Ward {
            code: ward.code.clone(),
            name: ward.vi.clone(),
        }),
        kind: kinds[number % kinds.len()].name.code.clone(),
        tax_code: format!("03{:08}", number * 37 % 100_000_000),
        phone: format!("028 {:04} {:04}", number % 10_000, number * 3 % 10_000),
        place: Point::new(10_810_000 + spread, 106_630_000 + spread * 3 % 60_000),
        last: None,
        revision: number as u64,
    }
}
