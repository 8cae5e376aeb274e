import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';

/**
 * Tab moves in lists and tables; Escape, then Tab, leaves the editor. Without it a keyboard would be caught in a table
 * (WCAG 2.1.2).
 */
export const TabLeaves = Extension.create({
  name: 'tabLeaves',
  priority: 9_000,

  addProseMirrorPlugins() {
    let leaving = false;
    return [
      new Plugin({
        key: new PluginKey('tabLeaves'),
        props: {
          handleDOMEvents: {
            keydown: (_view, event) => {
              if (event.key === 'Tab' && leaving) return true;
              if (event.key !== 'Shift') leaving = event.key === 'Escape';
              return false;
            },
          },
        },
      }),
    ];
  },
});
