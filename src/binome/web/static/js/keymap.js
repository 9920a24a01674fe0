/* Every key of the product, once: keys.js obeys this table and the map on screen and on paper is printed from it.
   keys: one or two strokes ("g b" is g, then b) · deed: a verb of keys.js · on: what is clicked, followed or focused
   place: only on a page that holds this, and then before the others
   word: its sentence in templates/shared/words.html · letter: a single letter, which a person may switch off (WCAG 2.1.4) */

export const KEYMAP = [
  { keys: ["s"], deed: "reach", on: '[data-tray="sign"]', word: "key-tray-sign", letter: true, place: "#tray" },
  { keys: ["e"], deed: "reach", on: '[data-tray="correct"]', word: "key-tray-correct", letter: true, place: "#tray" },
  { keys: ["r"], deed: "reach", on: '[data-tray="back"]', word: "key-tray-back", letter: true, place: "#tray" },
  { keys: ["1", "2", "3", "4", "5", "6"], deed: "reason", word: "key-tray-reason", letter: true, place: "#tray" },
  { keys: ["d"], deed: "reach", on: '[data-tray="discard"]', word: "key-tray-discard", letter: true, place: "#tray" },
  { keys: ["i"], deed: "reach", on: '[data-tray="issue"]', word: "key-tray-issue", letter: true, place: "#tray" },
  { keys: ["n"], deed: "reach", on: '[data-tray="next"]', word: "key-tray-next", letter: true, place: "#tray" },
  { keys: ["p"], deed: "reach", on: '[data-tray="previous"]', word: "key-tray-previous", letter: true, place: "#tray" },
  { keys: ["b"], deed: "reach", on: '[data-tray="batch"]', word: "key-tray-batch", letter: true, place: "#tray" },
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
  { keys: ["g c"], deed: "reach", on: '[data-go="tray"]', word: "key-tray", letter: true },
  { keys: ["g h"], deed: "reach", on: '[data-go="huddle"]', word: "key-huddle", letter: true },
  { keys: ["g e"], deed: "reach", on: '[data-go="round"]', word: "key-round", letter: true },
  { keys: ["g s"], deed: "reach", on: '[data-go="tasks"]', word: "key-tasks", letter: true },
  { keys: ["g q"], deed: "reach", on: '[data-go="delegation"]', word: "key-law", letter: true },
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
