/* Every key of the product, once: keys.js obeys this table and the map on screen and on paper is printed from it.
   keys: one or two strokes ("g b" is g, then b) · deed: a verb of keys.js · on: what is clicked, followed or focused
   word: its sentence in templates/shared/words.html · letter: a single letter, which a person may switch off (WCAG 2.1.4) */

export const KEYMAP = [
  { keys: ["j", "ArrowDown"], deed: "next", word: "key-next", letter: true },
  { keys: ["k", "ArrowUp"], deed: "previous", word: "key-previous", letter: true },
  { keys: ["Enter"], deed: "act", word: "key-act" },
  { keys: ["m"], deed: "menu", word: "key-menu", letter: true },
  { keys: ["p"], deed: "open", word: "key-open", letter: true },
  { keys: ["u"], deed: "undo", word: "key-undo", letter: true },
  { keys: ["t"], deed: "turns", word: "key-turns", letter: true },
  { keys: ["/"], deed: "reach", on: "[data-search]", word: "key-search", letter: true },
  { keys: ["n"], deed: "reach", on: "[data-walk-in]", word: "key-walk-in", letter: true },
  { keys: ["g b"], deed: "reach", on: '[data-go="board"]', word: "key-board", letter: true },
  { keys: ["g a"], deed: "reach", on: '[data-go="agenda"]', word: "key-agenda", letter: true },
  { keys: ["g w"], deed: "reach", on: '[data-go="whatif"]', word: "key-whatif", letter: true },
  { keys: ["g t"], deed: "reach", on: '[data-go="team"]', word: "key-team", letter: true },
  { keys: ["g s"], deed: "reach", on: '[data-go="tasks"]', word: "key-tasks", letter: true },
  { keys: ["a"], deed: "reach", on: "[data-want]", word: "key-ask", letter: true },
  { keys: ["g m"], deed: "reach", on: '[data-dialog][href$="/call"]', word: "key-call", letter: true },
  { keys: ["g d"], deed: "reach", on: "[data-drop]", word: "key-document", letter: true },
  { keys: ["c"], deed: "gesture", on: "claim", word: "key-claim", letter: true },
  { keys: ["e"], deed: "gesture", on: "end", word: "key-end", letter: true },
  { keys: ["r"], deed: "gesture", on: "unreached", word: "key-unreached", letter: true },
  { keys: ["b"], deed: "gesture", on: "back", word: "key-back", letter: true },
  { keys: ["d"], deed: "gesture", on: "decline", word: "key-decline", letter: true },
  { keys: ["x"], deed: "gesture", on: "pass", word: "key-pass", letter: true },
  { keys: ["z"], deed: "gesture", on: "postpone", word: "key-postpone", letter: true },
  { keys: ["?"], deed: "help", word: "key-help", letter: true },
  { keys: ["Escape"], deed: "leave", word: "key-leave" },
];

export const SHOWN = { ArrowDown: "↓", ArrowUp: "↑", Enter: "↵", Escape: "Esc" };
