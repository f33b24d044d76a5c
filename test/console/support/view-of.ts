import type { Page } from 'playwright-core';

/**
 * What the page shows, line by line: headings, filters, sort, tab, rows, panels, fields. Moments stand as they are, not as
 * "3 minutes ago"; what only says how the page is kept up to date is left out.
 */
export const viewOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate<readonly string[]>(`(() => {
    const lines = [];
    const marks = ['aria-sort', 'aria-current', 'aria-pressed', 'aria-checked', 'aria-selected'];
    const show = (node) => {
      if (node.nodeType === Node.TEXT_NODE) {
        const text = node.textContent.trim();
        if (text !== '') lines.push(text);
        return;
      }
      if (node.nodeType !== Node.ELEMENT_NODE || !node.checkVisibility()) return;
      if (node.matches('[role=status], [aria-live], svg, script, [data-as-of]')) return;
      const said = marks.flatMap((mark) => (node.getAttribute(mark) ?? 'false') === 'false' ? [] : [mark + '=' + node.getAttribute(mark)]);
      if (said.length > 0) lines.push(said.join(' '));
      if (node.matches('time')) lines.push(node.dateTime);
      else if (node.matches('input[type=checkbox], input[type=radio]')) lines.push(String(node.checked));
      else if (node.matches('input, select, textarea')) lines.push('= ' + node.value);
      else if (node.matches('iframe')) lines.push(node.title + ': ' + node.srcdoc);
      else for (const child of node.childNodes) show(child);
    };
    show(document.querySelector('main'));
    return lines;
  })()`);
