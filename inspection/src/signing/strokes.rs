//! What a hand drew, as integers in a bounded text: strokes apart by `;`, each the
//! place it begins at and then the way to every further point, in a box of 1,000 by
//! 400. A drawing of any size is made from it.

/// The box: from left to right, from top to bottom.
const BOX: (i32, i32) = (1_000, 400);
/// The most characters of the text: some 2,000 points, more than a name needs.
pub(super) const LONGEST: usize = 9_000;
/// The most strokes: each keeps its two ends, of at most 20 characters with the `;`,
/// so that as many always fit.
const MOST: usize = LONGEST / 20;
/// A point nearer than this to the one before says nothing.
const NEAR: i32 = 4;

/// The strokes of a signature.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Strokes(Vec<Vec<(i32, i32)>>);

impl Strokes {
    /// The box of the drawing, as `viewBox` of an SVG takes it.
    pub const VIEW_BOX: &'static str = "0 0 1000 400";

    /// Reads a text; `None` where it is none, empty, too long, or leaves the box.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let strokes: Option<Vec<_>> = text.split(';').map(stroke).collect();
        strokes.map(Self)
    }

    /// The text. Where it would be too long, every other point goes until it is not.
    #[must_use]
    pub fn text(&self) -> String {
        let mut strokes = self.0.clone();
        loop {
            let text = written(&strokes);
            let points = strokes.iter().map(Vec::len).max().unwrap_or_default();
            if text.len() <= LONGEST || points <= 2 {
                return text;
            }
            for stroke in &mut strokes {
                let last = stroke.len() - 1;
                let mut place = 0;
                stroke.retain(|_| {
                    place += 1;
                    place % 2 == 1 || place > last
                });
            }
        }
    }

    /// Begins a stroke, and whether it did: there may be too many. What is outside the
    /// box is drawn at its edge.
    pub fn begin(&mut self, x: i32, y: i32) -> bool {
        let is_begun = self.0.len() < MOST;
        if is_begun {
            self.0.push(vec![within(x, y)]);
        }
        is_begun
    }

    /// Goes on with the stroke that was begun last.
    pub fn go_on(&mut self, x: i32, y: i32) {
        let (x, y) = within(x, y);
        let Some(stroke) = self.0.last_mut() else {
            return;
        };
        let is_new = |(at, of): &(i32, i32)| (x - at).abs() + (y - of).abs() >= NEAR;
        if stroke.last().is_none_or(is_new) {
            stroke.push((x, y));
        }
    }

    /// The strokes, each by its points.
    #[must_use]
    pub fn points(&self) -> &[Vec<(i32, i32)>] {
        &self.0
    }

    /// The drawing, as `d` of an SVG path takes it.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for stroke in &self.0 {
            let mut before = "M";
            for (x, y) in stroke {
                path.extend([before, &x.to_string(), " ", &y.to_string()]);
                before = "L";
            }
            // Where the pen did not move, a dot.
            if stroke.len() == 1 {
                path.push_str("h0");
            }
        }
        path
    }
}

fn within(x: i32, y: i32) -> (i32, i32) {
    (x.clamp(0, BOX.0), y.clamp(0, BOX.1))
}

fn written(strokes: &[Vec<(i32, i32)>]) -> String {
    let mut text = String::new();
    for (number, stroke) in strokes.iter().enumerate() {
        if number > 0 {
            text.push(';');
        }
        let mut before = (0, 0);
        for (place, (x, y)) in stroke.iter().enumerate() {
            let space = if place > 0 { " " } else { "" };
            let way = [x - before.0, y - before.1].map(|way| way.to_string());
            text.extend([space, &way[0], " ", &way[1]]);
            before = (*x, *y);
        }
    }
    text
}

fn stroke(text: &str) -> Option<Vec<(i32, i32)>> {
    let mut numbers = Vec::new();
    for word in text.split(' ') {
        numbers.push(word.parse::<i16>().ok()?);
    }
    let mut at = (0_i32, 0_i32);
    let mut points = Vec::new();
    for step in numbers.chunks(2) {
        let [x, y] = step else { return None };
        at = (at.0 + i32::from(*x), at.1 + i32::from(*y));
        if within(at.0, at.1) != at {
            return None;
        }
        points.push(at);
    }
    Some(points)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(strokes: &[&[(i32, i32)]]) -> Strokes {
        let mut drawn = Strokes::default();
        for points in strokes {
            let (first, rest) = points.split_first().unwrap();
            drawn.begin(first.0, first.1);
            for (x, y) in rest {
                drawn.go_on(*x, *y);
            }
        }
        drawn
    }

    #[test]
    fn strokes_are_places_and_ways_and_come_back_as_they_were() {
        let two = drawn(&[&[(100, 50), (110, 45), (90, 60)], &[(500, 200)]]);
        assert_eq!(two.text(), "100 50 10 -5 -20 15;500 200");
        assert_eq!(Strokes::read(&two.text()), Some(two.clone()));
        assert_eq!(two.path(), "M100 50L110 45L90 60M500 200h0");
    }

    #[test]
    fn points_that_say_nothing_are_left_out_and_the_edge_holds() {
        let held = drawn(&[&[(10, 10), (11, 11), (12, 12), (2_000, -5)]]);
        assert_eq!(held.text(), "10 10 2 2 988 -12");
    }

    #[test]
    fn what_is_no_drawing_is_not_read() {
        let long = "1 1 ".repeat(3_000);
        for text in [
            "",
            "1",
            "1 2 3",
            "a b",
            "1  2",
            "1 2;",
            "1 2;;3 4",
            "-1 0",
            "1001 0",
            "0 401",
            "500 200 600 0",
            "99999 1",
            "1 2\"/>",
            long.trim_end(),
        ] {
            assert_eq!(Strokes::read(text), None, "{text:.20}");
        }
    }

    #[test]
    fn so_many_strokes_that_they_do_not_fit_are_refused_and_the_others_are_read() {
        let mut drawn = Strokes::default();
        // The longest text a stroke can have: from corner to corner.
        let begun = (0..1_000).filter(|_| {
            let begun = drawn.begin(1_000, 400);
            if begun {
                drawn.go_on(500, 200);
                drawn.go_on(0, 0);
            }
            begun
        });
        // 9,000 characters, 20 for `1000 400 -1000 -400;`.
        assert_eq!(begun.count(), 450);
        let read = Strokes::read(&drawn.text()).unwrap();
        assert_eq!(read.points().len(), 450);
    }

    #[test]
    fn a_scribble_of_any_length_fits_and_keeps_its_ends() {
        let points: Vec<_> = (0..20_000)
            .map(|at| (at * 7 % 1_000, at * 13 % 400))
            .collect();
        let text = drawn(&[&points]).text();
        assert!(text.len() <= LONGEST, "{}", text.len());
        let read = Strokes::read(&text).unwrap();
        let stroke = &read.points()[0];
        assert_eq!(stroke.first(), points.first());
        assert_eq!(stroke.last(), points.last());
    }
}
