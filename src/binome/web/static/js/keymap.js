/* Every key of the product, once: keys.js obeys this table and the map on screen and on paper is printed from it.
   keys: one or two strokes ("g b" is g, then b) · deed: a verb of keys.js · on: what is clicked, followed or focused
   place: only on a page that holds this, and then before the others · of: the page it is for, a group of the map
   word: its sentence in templates/shared/words.html · letter: a single letter, which a person may switch off (WCAG 2.1.4) */

export const KEYMAP = [
  { keys: ["s"], deed: "reach", on: '[data-tray="sign"]', word: "key-tray-sign", letter: true, place: "#tray", of: "tray" },
  { keys: ["e"], deed: "reach", on: '[data-tray="correct"]', word: "key-tray-correct", letter: true, place: "#tray", of: "tray" },
  { keys: ["r"], deed: "reach", on: '[data-tray="back"]', word: "key-tray-back", letter: true, place: "#tray", of: "tray" },
  { keys: ["1", "2", "3", "4", "5", "6"], deed: "reason", word: "key-tray-reason", letter: true, place: "#tray", of: "tray" },
  { keys: ["d"], deed: "reach", on: '[data-tray="discard"]', word: "key-tray-discard", letter: true, place: "#tray", of: "tray" },
  { keys: ["i"], deed: "reach", on: '[data-tray="issue"]', word: "key-tray-issue", letter: true, place: "#tray", of: "tray" },
  { keys: ["n"], deed: "reach", on: '[data-tray="next"]', word: "key-tray-next", letter: true, place: "#tray", of: "tray" },
  { keys: ["p"], deed: "reach", on: '[data-tray="previous"]', word: "key-tray-previous", letter: true, place: "#tray", of: "tray" },
  { keys: ["b"], deed: "reach", on: '[data-tray="batch"]', word: "key-tray-batch", letter: true, place: "#tray", of: "tray" },
  { keys: ["j", "ArrowDown"], deed: "next", word: "key-next", letter: true },
  { keys: ["k", "ArrowUp"], deed: "previous", word: "key-previous", letter: true },
  { keys: ["Enter"], deed: "act", word: "key-act" },
  { keys: ["m"], deed: "menu", word: "key-menu", letter: true },
  { keys: ["p"], deed: "open", word: "key-open", letter: true, of: "board" },
  { keys: ["u"], deed: "undo", word: "key-undo", letter: true },
  { keys: ["t"], deed: "turns", word: "key-turns", letter: true, of: "board" },
  { keys: ["/"], deed: "reach", on: "[data-search]", word: "key-search", letter: true },
  { keys: ["n"], deed: "reach", on: "[data-walk-in]", word: "key-walk-in", letter: true, of: "board" },
  { keys: ["g b"], deed: "reach", on: '[data-go="board"]', word: "key-board", letter: true },
  { keys: ["g a"], deed: "reach", on: '[data-go="agenda"]', word: "key-agenda", letter: true },
  { keys: ["g w"], deed: "reach", on: '[data-go="whatif"]', word: "key-whatif", letter: true },
  { keys: ["g t"], deed: "reach", on: '[data-go="team"]', word: "key-team", letter: true },
  { keys: ["g c"], deed: "reach", on: '[data-go="tray"]', word: "key-tray", letter: true },
  { keys: ["g h"], deed: "reach", on: '[data-go="huddle"]', word: "key-huddle", letter: true },
  { keys: ["g e"], deed: "reach", on: '[data-go="round"]', word: "key-round", letter: true },
  { keys: ["g s"], deed: "reach", on: '[data-go="tasks"]', word: "key-tasks", letter: true },
  { keys: ["g p"], deed: "reach", on: '[data-go="pulse"]', word: "key-pulse", letter: true },
  { keys: ["g i"], deed: "reach", on: '[data-go="measures"]', word: "key-measures", letter: true },
  { keys: ["g k"], deed: "reach", on: '[data-go="contract"]', word: "key-contract", letter: true },
  { keys: ["g r"], deed: "reach", on: '[data-go="reports"]', word: "key-reports", letter: true },
  { keys: ["g q"], deed: "reach", on: '[data-go="delegation"]', word: "key-law", letter: true },
  { keys: ["a"], deed: "reach", on: "[data-want]", word: "key-ask", letter: true },
  { keys: ["g m"], deed: "reach", on: '[data-dialog][href$="/call"]', word: "key-call", letter: true },
  { keys: ["g d"], deed: "reach", on: "[data-drop], [data-bring]", word: "key-document", letter: true },
  { keys: ["g o"], deed: "reach", on: '#questions .ask:not([data-not-mine]) .ask-answer, [data-go="questions"]', word: "key-questions", letter: true },
  { keys: ["c"], deed: "gesture", on: "claim", word: "key-claim", letter: true, of: "tasks" },
  { keys: ["e"], deed: "gesture", on: "end", word: "key-end", letter: true, of: "tasks" },
  { keys: ["r"], deed: "gesture", on: "unreached", word: "key-unreached", letter: true, of: "tasks" },
  { keys: ["b"], deed: "gesture", on: "back", word: "key-back", letter: true, of: "tasks" },
  { keys: ["d"], deed: "gesture", on: "decline", word: "key-decline", letter: true, of: "tasks" },
  { keys: ["x"], deed: "gesture", on: "pass", word: "key-pass", letter: true, of: "tasks" },
  { keys: ["z"], deed: "gesture", on: "postpone", word: "key-postpone", letter: true, of: "tasks" },
  { keys: ["?"], deed: "help", word: "key-help", letter: true },
  { keys: ["Escape"], deed: "leave", word: "key-leave" },
];

/* The groups of the map, each with what its page holds; the page one is on comes first. */
export const GROUPS = [
  { of: undefined, word: "keys-anywhere" },
  { of: "board", at: "#board", word: "keys-board" },
  { of: "tasks", at: "#tasks", word: "keys-tasks" },
  { of: "tray", at: "#tray", word: "keys-tray" },
];

export const SHOWN = { ArrowDown: "↓", ArrowUp: "↑", Enter: "↵", Escape: "Esc" };
