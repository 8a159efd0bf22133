//! What the program says when it starts: settings for the app, and what to do with them.

use std::io::Write;

use slack_sandbox::Sandbox;

/// Prints lines one can paste into a shell or an `.env`, and comments.
pub(crate) fn introduce(sandbox: &Sandbox, request_url: Option<&str>) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "SLACK_API_URL={}", sandbox.api_url())?;
    writeln!(out, "SLACK_BOT_TOKEN={}", sandbox.bot_token())?;
    writeln!(out, "SLACK_APP_TOKEN={}", sandbox.app_token())?;
    writeln!(out, "SLACK_SIGNING_SECRET={}", sandbox.signing_secret())?;
    writeln!(out, "#")?;
    writeln!(out, "# People act at {}", sandbox.page_url())?;
    match request_url {
        Some(url) => writeln!(
            out,
            "# Everything is delivered to {url}, signed with SLACK_SIGNING_SECRET."
        )?,
        None => {
            writeln!(out, "# Everything is delivered by Socket Mode. With Bolt:")?;
            writeln!(
                out,
                "#   JavaScript  new App({{ token: process.env.SLACK_BOT_TOKEN, appToken: process.env.SLACK_APP_TOKEN,"
            )?;
            writeln!(
                out,
                "#                 socketMode: true, clientOptions: {{ slackApiUrl: process.env.SLACK_API_URL }} }})"
            )?;
            writeln!(
                out,
                "#   Python      App(client=WebClient(token=os.environ[\"SLACK_BOT_TOKEN\"], base_url=os.environ[\"SLACK_API_URL\"]))"
            )?;
            writeln!(
                out,
                "# For HTTP start again with --request-url http://127.0.0.1:3000/slack/events"
            )?;
        }
    }
    // No settings: Bolt for Python that finds them believes that it is installed by OAuth.
    let (id, secret) = sandbox.client_credentials();
    writeln!(out, "# OAuth: client id {id}, client secret {secret},")?;
    writeln!(out, "#        {}", sandbox.authorize_url())?;
    writeln!(out, "# Ctrl-C ends it.")?;
    out.flush()
}
