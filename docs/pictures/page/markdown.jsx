// Discord's markdown: discord-markdown-parser reads it, discord-components draws it. Lists, which that parser
// does not know, are told apart here by the beginnings of their lines.
import { parse } from "discord-markdown-parser";

const ITEM = /^(?:(-)|(\d+)\.) /;

export function Markdown({ text, light }) {
  return (
    <div className="markdown">
      {blocksOf(text).map((block, at) =>
        block.items ? <List key={at} {...block} light={light} /> : <Nodes key={at} nodes={parse(block.text, "extended")} light={light} />,
      )}
    </div>
  );
}

/** Return runs of list items and the text between them, in their order. */
export function blocksOf(text) {
  const blocks = [];
  let fenced = false;
  for (const line of text.split("\n")) {
    const last = blocks.at(-1);
    const [, bullet, number] = (!fenced && ITEM.exec(line)) || [];
    const item = line.replace(ITEM, "");
    if (line.startsWith("```")) fenced = !fenced;
    if (bullet || number) {
      const start = number ? Number(number) : undefined;
      if (last?.items && Boolean(last.start) === Boolean(start)) last.items.push(item);
      else blocks.push({ items: [item], start });
    } else if (last?.items && line.startsWith("  ")) {
      last.items.push(`${last.items.pop()}\n${line.trim()}`);
    } else if (last && !last.items) {
      last.text += `\n${line}`;
    } else {
      blocks.push({ text: line });
    }
  }
  return blocks;
}

function List({ items, start, light }) {
  const Kind = start ? "discord-ordered-list" : "discord-unordered-list";
  return (
    <Kind start={start}>
      {items.map((item, at) => (
        <discord-list-item key={at}>
          <Nodes nodes={parse(item, "extended")} light={light} />
        </discord-list-item>
      ))}
    </Kind>
  );
}

function Nodes({ nodes, light }) {
  return nodes.map((node, at) => <Node key={at} node={node} light={light} />);
}

function Node({ node, light }) {
  const inner = Array.isArray(node.content) ? <Nodes nodes={node.content} light={light} /> : node.content;
  switch (node.type) {
    case "br":
      return <br />;
    case "heading":
      return <discord-header level={node.level}>{inner}</discord-header>;
    case "subtext":
      return <discord-subscript light-theme={light}>{inner}</discord-subscript>;
    case "strong":
      return <strong>{inner}</strong>; // <discord-bold> would set blanks around the words
    case "link":
      return <discord-link href={node.target}>{inner}</discord-link>;
    case "inlineCode":
      return <discord-code light-theme={light}>{node.content}</discord-code>;
    case "codeBlock":
      return <discord-code multiline="" light-theme={light}>{node.content}</discord-code>;
    case "twemoji":
      return node.name;
    case "text":
      return node.content;
    default:
      // Our renderer escapes whatever would be more than this: seeing more is a fault worth a loud end.
      throw new Error(`Unexpected markdown of type ${node.type}: ${JSON.stringify(node)}`);
  }
}
