// Opens pages in a real browser: node browser.mjs FOLDER PAGE...
// For each page: what axe-core finds wrong, what the console says, what was fetched, whether anything sticks out of
// the window; and pictures of it in FOLDER (wide, narrow, narrowest, dark) with a PDF on A4. Ends with 1 where anything is wrong.
// Needs `npm install axe-core puppeteer-core` and a Chromium (CHROMIUM, else /usr/bin/chromium).
import { createRequire } from "node:module";
import { join, parse } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.cwd(), "x.js"));
const puppeteer = require("puppeteer-core");
const axe = require("fs").readFileSync(require.resolve("axe-core"), "utf8");
const [folder, ...pages] = process.argv.slice(2);
const looks = [
  ["wide", 1280, "light"],
  ["narrow", 390, "light"],
  ["narrowest", 320, "dark"],
  ["dark", 1280, "dark"],
];

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
});
let wrong = 0;
const say = (page, text) => {
  wrong += 1;
  console.log(`${page}: ${text}`);
};
for (const page of pages) {
  const url = pathToFileURL(page).href;
  for (const [name, width, scheme] of looks) {
    const tab = await browser.newPage();
    tab.on("console", (message) => say(page, `console: ${message.text()}`));
    tab.on("pageerror", (error) => say(page, `error: ${error.message}`));
    tab.on("request", (request) => {
      if (request.url() !== url) say(page, `fetches ${request.url()}`);
    });
    await tab.setBypassCSP(true); // for axe-core, which is put into the page; the page itself has no script
    await tab.setViewport({ width, height: 900 });
    await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await tab.goto(url);
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) say(page, `${name}: sticks out by ${wide}`);
    await tab.screenshot({ path: join(folder, `${parse(page).name}-${name}.png`), fullPage: true });
    await tab.evaluate(axe);
    const found = await tab.evaluate(() => window.axe.run());
    for (const violation of found.violations) {
      const where = violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ");
      say(page, `${name}: ${violation.id} (${violation.nodes.length}): ${where}`);
    }
    console.log(`${page}: ${name}: ${found.passes.length} rules of axe-core passed`);
    if (name === "wide") {
      await tab.pdf({ path: join(folder, `${parse(page).name}.pdf`), preferCSSPageSize: true, printBackground: true });
    }
    await tab.close();
  }
}
await browser.close();
process.exit(wrong > 0 ? 1 : 0);
