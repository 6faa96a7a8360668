//! Assesses pictures on the command line: `cargo run -p kualik-imaging --example assess -- [--signature] FILE…`
//! prints the report of each as JSON, one a line. `make face` makes the model that it reads.

use kualik_imaging::{decode, face::Model, options::Problems, photo, profile::Profile, signature};
use std::{env, error::Error, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let (options, files): (Vec<String>, Vec<String>) = env::args().skip(1).partition(|each| each.starts_with("--"));
    let model =
        fs::read("target/face/face.bin").map_err(|error| format!("target/face/face.bin: {error}; run `make face`"))?;
    let model = Model::read(&model).ok_or("target/face/face.bin is damaged")?;
    for file in files {
        let decoded = decode::read(&fs::read(&file)?, decode::Limits::default());
        let report = match decoded {
            Err(problem) => serde_json::to_string(&Problems::from(problem)),
            Ok(decoded) if options.iter().any(|option| option == "--signature") => {
                serde_json::to_string(&signature::assess(&decoded, &Profile::default()))
            }
            Ok(decoded) => serde_json::to_string(&photo::assess(&decoded, Some(&model), &Profile::default())),
        }?;
        println!("{report}");
    }
    Ok(())
}
