//! The real binary in a real pseudo-terminal: `cargo bench --bench start`.
//!
//! Measures process start to first full frame (the emergency line is drawn last), key press to the next frame through
//! the terminal, peak memory after a walk (Linux), and the size of the binary. Prints median, fastest and slowest.

#![allow(missing_docs, clippy::unwrap_used, reason = "a bench")]

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const BINARY: &str = env!("CARGO_BIN_EXE_aandacht");
const RUNS: usize = 50;
const ROWS: NonZero<u16> = NonZero::new(24).unwrap();
const COLUMNS: NonZero<u16> = NonZero::new(80).unwrap();

struct Program {
    child: Box<dyn portable_pty::Child + Send + Sync>,
    input: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

impl Program {
    fn start(map: &Path) -> Program {
        let pty = native_pty_system()
            .openpty(PtySize { rows: ROWS.get(), cols: COLUMNS.get(), pixel_width: 0, pixel_height: 0 })
            .unwrap();
        let mut command = CommandBuilder::new(BINARY);
        command.env("AANDACHT_MAP", map);
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        let child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let mut reader = pty.master.try_clone_reader().unwrap();
        let input = pty.master.take_writer().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 16384];
            while let Ok(count) = reader.read(&mut bytes) {
                if count == 0 || sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Program { child, input, output, parser: vt100::Parser::new(ROWS, COLUMNS, 0), _master: pty.master }
    }

    /// Reads until the screen shows the text.
    fn until(&mut self, text: &str) {
        while !self.parser.screen().contents().contains(text) {
            let bytes = self.output.recv_timeout(Duration::from_secs(10)).unwrap();
            self.parser.process(&bytes);
        }
    }

    fn press(&mut self, key: &str) {
        self.input.write_all(key.as_bytes()).unwrap();
        self.input.flush().unwrap();
    }

    fn peak_kib(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.process_id()?)).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
        line.split_whitespace().nth(1)?.parse().ok()
    }
}

fn report(name: &str, mut times: Vec<Duration>) {
    times.sort();
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    println!(
        "{name:<34} median {:>8.3} ms   fastest {:>8.3} ms   slowest {:>8.3} ms   ({} runs)",
        ms(times[times.len() / 2]),
        ms(times[0]),
        ms(times[times.len() - 1]),
        times.len()
    );
}

fn main() {
    let map = tempfile::tempdir().unwrap();
    // Not the first start: that one asks things.
    std::fs::write(map.path().join("instellingen.toml"), "").unwrap();
    let mut frames = Vec::new();
    for _ in 0..RUNS {
        let from = Instant::now();
        let mut program = Program::start(map.path());
        program.until("dag en nacht) · F9");
        frames.push(from.elapsed());
        program.press("q");
        program.child.wait().unwrap();
    }
    report("process start to first full frame", frames);

    let mut program = Program::start(map.path());
    program.until("dag en nacht) · F9");
    let from = Instant::now();
    program.press("1");
    program.until("direct gevaar");
    report("open the largest tree, to frame", vec![from.elapsed()]);
    let mut keys = Vec::new();
    for _ in 0..RUNS {
        for (key, seen) in [("2", "beroepskracht"), ("\x1b[D", "direct gevaar")] {
            let from = Instant::now();
            program.press(key);
            program.until(seen);
            keys.push(from.elapsed());
        }
    }
    report("key to frame, through the terminal", keys);
    match program.peak_kib() {
        Some(kib) => println!("{:<34} {:.1} MiB", "peak memory after a walk", kib as f64 / 1024.0),
        None => println!("{:<34} not known on this system", "peak memory after a walk"),
    }
    let size = std::fs::metadata(BINARY).unwrap().len();
    println!("{:<34} {:.2} MiB", "size of the binary", size as f64 / 1024.0 / 1024.0);
    program.press("\x03");
    program.child.wait().unwrap();
}
