//! The face model against the original in its makers' runtime (see tests/python/face_reference.py), on damaged
//! files, and on pictures that stand any way.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use kualik_imaging::face::{Model, Turn};
use kualik_imaging::picture::{Area, Picture, Point};
use kualik_imaging::report::Face;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A score may differ by this much, for weights are shortened to one or two bytes.
const SCORE: f64 = 0.05;
/// And a point by this many pixels of 128.
const PIXELS: f64 = 4.0;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn bytes() -> Vec<u8> {
    let path = root().join("target/face/face.bin");
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}; `make face` writes it", path.display()))
}

fn model() -> Model {
    Model::read(&bytes()).unwrap()
}

fn picture(name: &str) -> Picture {
    match name {
        "grey" => Picture::new(128, 128, vec![128; 128 * 128 * 3]).unwrap(),
        "noise" => Picture::new(128, 128, noise(128 * 128 * 3)).unwrap(),
        _ => {
            let path = root().join(format!("tests/fixtures/imaging/face/{name}.png"));
            let file = std::io::BufReader::new(std::fs::File::open(path).unwrap());
            let mut reader = png::Decoder::new(file).read_info().unwrap();
            let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
            let info = reader.next_frame(&mut rgb).unwrap();
            assert_eq!(info.color_type, png::ColorType::Rgb);
            Picture::new(info.width, info.height, rgb).unwrap()
        }
    }
}

/// Noise of a linear congruential generator, as face_reference.py has it.
fn noise(count: usize) -> Vec<u8> {
    let next = |state: &mut u32| {
        *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Some(state.to_be_bytes()[0])
    };
    std::iter::repeat_n((), count).scan(1, |state, ()| next(state)).collect()
}

/// A picture turned clockwise.
fn turned(picture: &Picture, turn: Turn) -> Picture {
    let (width, height) = (picture.width(), picture.height());
    let (across, down) = if turn.degrees().is_multiple_of(180) { (width, height) } else { (height, width) };
    let from = |x: u32, y: u32| match turn {
        Turn::None => (x, y),
        Turn::Right => (y, height - 1 - x),
        Turn::Half => (width - 1 - x, height - 1 - y),
        Turn::Left => (width - 1 - y, x),
    };
    let places = (0..down).flat_map(|y| (0..across).map(move |x| from(x, y)));
    let rgb = places.flat_map(|(x, y)| picture.pixel(x.into(), y.into())).collect();
    Picture::new(across, down, rgb).unwrap()
}

fn input(picture: &Picture) -> Vec<f32> {
    picture.rgb().iter().map(|value| f32::from(*value) / 127.5 - 1.0).collect()
}

fn cases() -> Vec<Value> {
    let text = std::fs::read_to_string(root().join("tests/fixtures/imaging/face/reference.json")).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    let cases = file["cases"].as_array().unwrap().clone();
    assert!(cases.len() >= 18);
    cases
}

fn shown(case: &Value) -> Picture {
    let turn = Turn::ALL.into_iter().find(|turn| u64::from(turn.degrees()) == case["turn"]).unwrap();
    turned(&picture(case["picture"].as_str().unwrap()), turn)
}

fn numbers(values: &Value) -> Vec<f64> {
    values.as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect()
}

#[test]
fn the_model_says_what_the_original_says() {
    let model = model();
    for case in cases() {
        let output = model.run(&input(&shown(&case)));
        assert_eq!((output.scores.len(), output.boxes.len()), (896, 896));
        let about = format!("{} turned by {}", case["picture"], case["turn"]);
        let score = |index: usize| 1.0 / (1.0 + (-f64::from(output.scores[index])).exp());
        let top = case["top"].as_array().unwrap();
        let mut indices = Vec::new();
        for one in top {
            let index = usize::try_from(one["index"].as_u64().unwrap()).unwrap();
            let expected = one["score"].as_f64().unwrap();
            let difference = (score(index) - expected).abs();
            assert!(difference <= SCORE, "{about}: place {index} scores {} and not {expected}", score(index));
            indices.push(index);
            // Of a place without a face, the box means nothing.
            if expected >= 0.5 {
                for (ours, expected) in output.boxes[index].iter().zip(numbers(&one["box"])) {
                    assert!((f64::from(*ours) - expected).abs() <= PIXELS, "{about}: box {index}: {ours}, {expected}");
                }
            }
        }
        let least = top.last().unwrap()["score"].as_f64().unwrap();
        let other = (0..896).filter(|index| !indices.contains(index)).map(score).fold(0.0, f64::max);
        assert!(other <= least + SCORE, "{about}: another place scores {other}");
    }
}

#[test]
fn faces_are_what_mediapipe_makes_of_the_output() {
    let model = model();
    for case in cases() {
        let about = format!("{} turned by {}", case["picture"], case["turn"]);
        let ours = model.look(&input(&shown(&case)));
        let expected = case["faces"].as_array().unwrap();
        assert_eq!(ours.len(), expected.len(), "{about}: {ours:?}");
        for (ours, expected) in ours.iter().zip(expected) {
            assert!((f64::from(ours.score) - expected["score"].as_f64().unwrap()).abs() <= SCORE, "{about}: {ours:?}");
            let pairs = [ours.middle, ours.size].into_iter().chain(ours.points);
            let values: Vec<f64> =
                pairs.flat_map(|point| [point.x, point.y]).map(|value| 128.0 * f64::from(value)).collect();
            for (ours, expected) in values.iter().zip(numbers(&expected["values"])) {
                assert!((ours - expected).abs() <= PIXELS, "{about}: {ours}, {expected}");
            }
        }
    }
}

/// Each pixel as `times` × `times`.
fn enlarged(picture: &Picture, times: u32) -> Picture {
    let (width, height) = (picture.width() * times, picture.height() * times);
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x / times, y / times)));
    let rgb = places.flat_map(|(x, y)| picture.pixel(x.into(), y.into())).collect();
    Picture::new(width, height, rgb).unwrap()
}

/// Where a point of a picture comes to lie when the picture is turned.
fn turned_point(point: Point, picture: &Picture, turn: Turn) -> Point {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let Point { x, y } = point;
    match turn {
        Turn::None => point,
        Turn::Right => Point { x: height - y, y: x },
        Turn::Half => Point { x: width - x, y: height - y },
        Turn::Left => Point { x: y, y: width - x },
    }
}

fn distance(one: Point, other: Point) -> f32 {
    (one.x - other.x).hypot(one.y - other.y)
}

#[test]
fn a_face_is_found_however_the_picture_lies() {
    let model = model();
    for name in ["portrait-1-whole", "portrait-2-whole", "portrait-1-far", "portrait-2-far"] {
        // Not square, so that width and height cannot be mistaken for each other.
        let upright = picture(name);
        let rows = upright.rgb().chunks_exact(128 * 3);
        let upright = Picture::new(104, 128, rows.flat_map(|row| row[12 * 3..116 * 3].to_vec()).collect()).unwrap();
        let upright = enlarged(&upright, 3);
        let expected = model.find(&upright);
        assert_eq!((expected.turn, expected.faces.len()), (Turn::None, 1), "{name}");
        let face = expected.faces[0];
        assert!(face.score > 0.8, "{name}: {face:?}");
        assert!(face.eyes[0].x < face.nose.x && face.nose.x < face.eyes[1].x, "{name}: {face:?}");
        assert!(face.eyes[0].y < face.nose.y && face.nose.y < face.mouth.y, "{name}: {face:?}");
        // How it lies, and what sets it upright again.
        for (lies, stands) in [(Turn::Right, Turn::Left), (Turn::Half, Turn::Half), (Turn::Left, Turn::Right)] {
            let found = model.find(&turned(&upright, lies));
            assert_eq!((found.turn, found.faces.len()), (stands, 1), "{name} turned by {}", lies.degrees());
            let other = found.faces[0];
            let points = |face: &Face| [face.eyes[0], face.eyes[1], face.nose, face.mouth, face.ears[0], face.ears[1]];
            for (one, other) in points(&face).into_iter().zip(points(&other)) {
                assert!(distance(turned_point(one, &upright, lies), other) < 3.0, "{name}: {one:?}, {other:?}");
            }
            assert!((face.area.width - other.area.width).abs() < 3.0);
            let middle = |area: Area| Point { x: area.x + area.width / 2.0, y: area.y + area.height / 2.0 };
            assert!(distance(turned_point(middle(face.area), &upright, lies), middle(other.area)) < 3.0);
        }
    }
}

#[test]
fn the_second_look_is_at_the_same_face() {
    let model = model();
    for name in ["portrait-1-far", "portrait-2-far"] {
        let small = picture(name);
        let (first, second) = (model.find(&small).faces[0], model.find(&enlarged(&small, 5)).faces[0]);
        let once = model.look(&input(&small))[0];
        // In a picture of 128 × 128 there is no more to see.
        assert_eq!(first.score, once.score, "{name}");
        assert!(distance(first.mouth, Point { x: once.points[3].x * 128.0, y: once.points[3].y * 128.0 }) < 0.001);
        assert!(second.score >= first.score, "{name}");
        let points = |face: &Face| [face.eyes[0], face.eyes[1], face.nose, face.mouth, face.ears[0], face.ears[1]];
        for (one, other) in points(&first).into_iter().zip(points(&second)) {
            let other = Point { x: other.x / 5.0, y: other.y / 5.0 };
            assert!(distance(one, other) < PIXELS as f32, "{name}: {one:?}, {other:?}");
        }
    }
}

#[test]
fn the_second_look_is_nearer() {
    let model = model();
    for name in ["portrait-1-whole", "portrait-2-whole"] {
        let whole = picture(name);
        // The same pixels amid much grey: the first look sees the face in 16 pixels of 128.
        let mut rgb = vec![128; 512 * 512 * 3];
        for (y, row) in whole.rows().enumerate() {
            let start = ((y + 200) * 512 + 100) * 3;
            rgb[start..start + row.len()].copy_from_slice(row);
        }
        let amid = Picture::new(512, 512, rgb).unwrap();
        let (near, far) = (model.find(&whole).faces[0], model.find(&amid).faces[0]);
        assert!(far.score > 0.8, "{name}: {far:?}");
        let points = |face: &Face| [face.eyes[0], face.eyes[1], face.nose, face.mouth];
        let apart = |(one, other): (Point, Point)| distance(one, Point { x: other.x - 100.0, y: other.y - 200.0 });
        let mean = points(&near).into_iter().zip(points(&far)).map(apart).sum::<f32>() / 4.0;
        // A pixel that the first look sees is four here.
        assert!(mean < 4.0, "{name}: {mean}");
    }
}

#[test]
fn where_there_is_no_face_none_is_found() {
    let model = model();
    let gradient = (0..200 * 300).flat_map(|place| [u8::try_from(place / 300).unwrap(); 3]).collect();
    let board = (0..256 * 256)
        .flat_map(|place: u32| [if (place / 32 + place / 256 / 32).is_multiple_of(2) { 30 } else { 220 }; 3])
        .collect();
    let pictures = [
        ("grey", picture("grey")),
        ("noise", picture("noise")),
        ("one pixel", Picture::new(1, 1, vec![200; 3]).unwrap()),
        ("a strip", Picture::new(65_535, 1, noise(3 * 65_535)).unwrap()),
        ("a gradient", Picture::new(300, 200, gradient).unwrap()),
        ("a chequerboard", Picture::new(256, 256, board).unwrap()),
    ];
    for (name, picture) in pictures {
        let found = model.find(&picture);
        assert_eq!((found.turn, found.faces), (Turn::None, Vec::new()), "{name}");
    }
}

#[test]
fn a_damaged_file_is_no_model_and_no_harm() {
    let bytes = bytes();
    assert!(Model::read(&bytes).is_some());
    for end in (0..1000).chain((1000..bytes.len()).step_by(97)) {
        assert!(Model::read(&bytes[..end]).is_none(), "cut at {end}");
    }
    assert!(Model::read(&[bytes.as_slice(), &[0]].concat()).is_none());
    assert!(Model::read(&[b"KFB1\x20".as_slice(), &noise(200_000)].concat()).is_none());
    // One broken byte. Where it is in a weight, the file is still a model, if a wrong one, and must also run.
    let picture = input(&picture("portrait-1-far"));
    let mut models = 0;
    for place in (0..bytes.len()).step_by(997).chain(0..64) {
        let mut broken = bytes.clone();
        broken[place] ^= 0xff;
        if let Some(model) = Model::read(&broken) {
            models += 1;
            let _ = model.look(&picture);
        }
    }
    assert!(models > 50);
}
