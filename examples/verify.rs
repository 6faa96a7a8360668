//! May a server accept this application? The same core that built it on the phone checks it again.
//!
//! ```sh
//! cargo run --example verify -- application.json photo.jpg signature.png 2025-06-01
//! ```
//!
//! The last argument is the server's own day. Prints `accepted`, or every reason why not, and exits
//! with 0 or 1; with 2 where the arguments cannot be used.

use std::process::ExitCode;

use kualik::application::verify::{Received, Refused, verify};
use kualik::calendar::CivilDate;
use kualik::data::code::Code;
use kualik::data::value::Value;
use kualik::law::pilot_2025::PILOT_2025;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [application, photo, signature, received_on] = arguments.as_slice() else {
        eprintln!("usage: verify APPLICATION PHOTO SIGNATURE YYYY-MM-DD");
        return ExitCode::from(2);
    };
    let read = |path: &String| std::fs::read(path).map_err(|error| eprintln!("{path}: {error}"));
    let (Ok(bytes), Ok(photo), Ok(signature)) = (read(application), read(photo), read(signature)) else {
        return ExitCode::from(2);
    };
    let Ok(received_on) = CivilDate::parse(received_on) else {
        eprintln!("{received_on}: not a date");
        return ExitCode::from(2);
    };
    // What is no JSON at all is no application either.
    let parsed: Value = serde_json::from_slice(&bytes).unwrap_or(Value::Unreadable);
    match verify(&bytes, &parsed, &photo, &signature, Received::on(received_on), &PILOT_2025) {
        Ok(()) => {
            println!("accepted");
            ExitCode::SUCCESS
        }
        Err(refused) => {
            println!("refused");
            match refused {
                Refused::Unavailable(refusals) => refusals.iter().for_each(|refusal| println!("  {}", refusal.code())),
                Refused::Invalid(invalid) => {
                    invalid
                        .problems
                        .iter()
                        .for_each(|problem| println!("  {} at {:?}", problem.code.code(), problem.path));
                }
            }
            ExitCode::FAILURE
        }
    }
}
