//! `aandacht toetsen`: every key, from the tables that handle them.

use super::output::Output;
use crate::app::machine;
use crate::domain::fault::Fault;

/// Arguments of `toetsen`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Als Markdown, voor docs/toetsen.md
    #[arg(long)]
    markdown: bool,
}

/// Lists the keys of every screen.
///
/// # Errors
/// Standard output cannot be written.
pub fn run(args: &Args, out: &mut Output) -> Result<(), Fault> {
    if args.markdown {
        out.line("# Toetsen\n\nGemaakt met `aandacht toetsen --markdown`; niet met de hand wijzigen.")?;
    }
    for (screen, rows) in machine::all_keys() {
        if args.markdown {
            out.line(&format!("\n## {screen}\n\n| toets | doet |\n|---|---|"))?;
        } else {
            out.line(&format!("\n{screen}"))?;
        }
        for (keys, label) in rows {
            if args.markdown {
                out.line(&format!("| `{}` | {label} |", keys.replace('|', "\\|")))?;
            } else {
                out.line(&format!("  {keys:<24} {label}"))?;
            }
        }
    }
    Ok(())
}
