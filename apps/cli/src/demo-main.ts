/** The process that fills an empty shop: its options are its argument, its outcome is what it says. */
import { type DemoOptions, loadDemoOnce } from "./demo.ts";

const options = JSON.parse(process.argv[2] ?? "{}") as DemoOptions;
process.stdout.write(JSON.stringify(await loadDemoOnce(options)));
