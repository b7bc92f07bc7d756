// The page that the browser opens: shows one day as one of the apps would.
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { Discord } from "./discord.jsx";
import { Slack } from "./slack.jsx";

const APPS = { slack: Slack, discord: Discord };

window.show = async (scene) => {
  document.documentElement.lang = scene.language;
  document.body.className = `${scene.day.platform} ${scene.theme} ${scene.view}`;
  const App = APPS[scene.day.platform];
  flushSync(() => createRoot(document.getElementById("root")).render(<App {...scene} />));
  await document.fonts.ready;
  await Promise.all([...document.images].map((image) => image.decode()));
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
};
