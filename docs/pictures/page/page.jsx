// The page that the browser opens: shows days side by side, each on a screen as one of the apps would.
//
// A scene is {platform, language, theme, screens}; a screen {day, view, height}. A view is `channel` or `thread`
// on a phone, or `desktop` with both. A `height` in CSS pixels cuts a screen there, as a real one does.
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { Discord } from "./discord.jsx";
import { Slack } from "./slack.jsx";

const APPS = { slack: Slack, discord: Discord };

function Screens({ platform, language, theme, screens }) {
  const App = APPS[platform];
  return screens.map(({ day, view, height }, at) => (
    <div key={at} lang={language} className={`screen ${platform} ${theme} ${view}`} style={{ height }}>
      <App day={day} view={view} theme={theme} language={language} />
    </div>
  ));
}

window.show = async (scene) => {
  flushSync(() => createRoot(document.getElementById("root")).render(<Screens {...scene} />));
  await document.fonts.ready;
  await Promise.all([...document.images].map((image) => image.decode()));
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
};
