//! clap in Dutch: headings, and what it says about wrong use.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::output;
use crate::domain::fault::Fault;

const TEMPLATE: &str = "\
{about-with-newline}
Gebruik: {usage}

{all-args}

Exitcodes: 0 klaar, 1 probleem met invoer of inhoud, 2 verkeerd gebruik, 3 kluis gaat niet open, 4 interne fout.
";

/// Dutch headings for a command and everything under it.
pub fn headings(command: clap::Command) -> clap::Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("Opdrachten")
        .subcommand_value_name("OPDRACHT")
        .next_help_heading("Opties")
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "Argumenten" } else { "Opties" };
            with_values(arg).help_heading(heading)
        });
    for name in names {
        command = command.mut_subcommand(name, headings);
    }
    command
}

/// An argument that says in Dutch what it may be; clap itself would say it in English.
fn with_values(arg: clap::Arg) -> clap::Arg {
    let takes_value = arg.get_action().takes_values() && !arg.is_hide_possible_values_set();
    let values = if takes_value { arg.get_possible_values() } else { Vec::new() };
    if values.is_empty() {
        return arg;
    }
    let names: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
    let said = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let help = format!("{said} [mogelijk: {}]", names.join(", "));
    arg.help(help).hide_possible_values(true)
}

/// Prints clap's own help, or tells in Dutch what is wrong with the arguments.
pub fn report(error: &clap::Error, json: bool) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp => {
            let help =
                error.render().to_string().replace("[OPTIONS]", "[OPTIES]").replace("[default: ", "[standaard: ");
            // A closed pipe has read enough; anything else leaves nobody to tell.
            let _ = output::Output::stdout(false).line(help.trim_end());
            ExitCode::SUCCESS
        }
        _ => output::fail(&fault(error), json),
    }
}

fn fault(error: &clap::Error) -> Fault {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        _ => String::new(),
    };
    // clap marks an argument that may be repeated with dots of its own.
    let argument = context(ContextKind::InvalidArg).replace("...", "");
    let value = context(ContextKind::InvalidValue);
    let wat = match error.kind() {
        ErrorKind::UnknownArgument => format!("De optie of het argument \"{argument}\" ken ik niet."),
        ErrorKind::InvalidSubcommand => {
            format!("De opdracht \"{}\" ken ik niet.", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("Er ontbreekt iets: {argument}."),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "Er ontbreekt een opdracht.".to_owned()
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("Bij {argument} hoort een waarde."),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("\"{value}\" past niet bij {argument}."),
        ErrorKind::ArgumentConflict => format!("{argument} kan niet samen met {}.", context(ContextKind::PriorArg)),
        ErrorKind::TooManyValues => format!("\"{value}\" is te veel bij {argument}."),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            format!("Het aantal waarden bij {argument} klopt niet.")
        }
        _ => "De opdracht kan ik niet lezen.".to_owned(),
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .map(context)
        .find(|text| !text.is_empty());
    let valid = context(ContextKind::ValidValue);
    let waarom = match (error.kind(), valid.is_empty()) {
        (_, false) => format!("Mogelijk zijn: {valid}."),
        (ErrorKind::MissingRequiredArgument, true) => "Zonder dit weet ik niet wat ik moet doen.".to_owned(),
        (_, true) => "Zo past het niet bij wat ik kan.".to_owned(),
    };
    let advies = match near {
        Some(near) => format!("Bedoelt u {near}? Alles staat in: aandacht --help"),
        None => "Bekijk wat er kan met: aandacht --help".to_owned(),
    };
    Fault::usage(wat, waarom, advies)
}
