//! leadloop: what an operator types.

mod commands;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let cli = commands::Cli::parse();
    leadloop::slack::install_tls_provider();
    commands::logging::install(cli.command.default_log());
    commands::run(cli)
}
