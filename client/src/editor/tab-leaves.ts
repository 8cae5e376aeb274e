import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';

/**
 * Tab moves in lists and tables for whoever works there; whoever only passes by, from one control of the page to the
 * next, goes on: in a table Tab would write a new row at its end. Escape, then Tab, leaves the editor in any case.
 * Without it a keyboard would be caught in a table (WCAG 2.1.2).
 */
export const TabLeaves = Extension.create({
  name: 'tabLeaves',
  priority: 9_000,

  addProseMirrorPlugins() {
    let leaving = false;
    let works = false;
    return [
      new Plugin({
        key: new PluginKey('tabLeaves'),
        props: {
          handleDOMEvents: {
            keydown: (_view, event) => {
              if (event.key === 'Tab') return leaving || !works;
              if (event.key === 'Shift') return false;
              leaving = event.key === 'Escape';
              works = true;
              return false;
            },
            pointerdown: () => {
              works = true;
              return false;
            },
            blur: () => {
              works = false;
              leaving = false;
              return false;
            },
          },
        },
      }),
    ];
  },
});
