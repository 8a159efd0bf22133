// A person installs the app by OAuth, from its own install page over Slack's and back, as a browser goes.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { APPS } from "./apps.js";
import { Browser, begin } from "./sandbox.js";

for (const [language, program] of Object.entries(APPS)) {
  describe(`${language}, installed by OAuth`, () => {
    let world;
    let code;
    const exchanges = async () => (await world.log("oauth.v2.access")).length;

    before(async () => { world = await begin(program, "oauth"); });
    after(async () => { await world?.end(); });

    test("who cancels is sent back without a code", async () => {
      const browser = new Browser();
      const asked = await browser.asks(world);
      const back = await browser.decides(asked, "U0BOB", "cancel");
      assert.equal(back.searchParams.get("error"), "access_denied");
      assert.equal(back.searchParams.get("state"), asked.url.searchParams.get("state"));
      assert.equal(back.searchParams.get("code"), null);
      const { text } = await browser.opens(back);
      assert.match(text, /Oops, Something Went Wrong!/);
      assert.equal(await exchanges(), 0);
    });

    test("nobody comes in with another's state", async () => {
      const browser = new Browser();
      const back = await browser.decides(await browser.asks(world), "U0BOB", "allow");
      const forged = new URL(back);
      forged.searchParams.set("state", "forged");
      for (const [visitor, url] of [[browser, forged], [new Browser(), back]]) {
        const { text } = await visitor.opens(url);
        assert.match(text, /Oops, Something Went Wrong!/);
      }
      assert.equal(await exchanges(), 0);
    });

    test("its token is worth nothing before it is installed", async () => {
      assert.equal((await world.calls("auth.test", {}, world.token)).error, "invalid_auth");
    });

    test("Slack's page says what it asks for, and the app gets its token", async () => {
      const browser = new Browser();
      const asked = await browser.asks(world);
      assert.match(asked.text, /<h1>Orders wants to be installed in Bolt &amp; Co<\/h1>/);
      const scopes = [...asked.text.matchAll(/<li><code>([^<]+)<\/code>/g)].map(([, scope]) => scope);
      assert.deepEqual(scopes, asked.url.searchParams.get("scope").split(","));
      const back = await browser.decides(asked, "U0BOB", "allow");
      assert.equal(back.searchParams.get("state"), asked.url.searchParams.get("state"));
      const { status, text } = await browser.opens(back);
      assert.equal(status, 200);
      assert.match(text, /Thank you!/);
      const [exchange] = await world.log("oauth.v2.access");
      assert.equal(exchange.answer.authed_user.id, "U0BOB");
      assert.equal(exchange.answer.access_token, world.token);
      assert.deepEqual(exchange.answer.scope.split(",").sort(), scopes.toSorted());
      code = back.searchParams.get("code");
    });

    test("the code was good for once", async () => {
      const again = await world.calls("oauth.v2.access", {
        client_id: world.client.id, client_secret: world.client.secret, redirect_uri: world.client.back, code,
      });
      assert.deepEqual([again.ok, again.error], [false, "invalid_code"]);
    });

    test("the token works from then on", async () => {
      assert.equal((await world.calls("auth.test", {}, world.token)).ok, true);
      const ann = world.person("U0ANN");
      await ann.does({ do: "post", channel: "C0GENERAL", text: "hello all" });
      await ann.message("Hey there <@U0ANN>!", "C0GENERAL");
    });
  });
}
