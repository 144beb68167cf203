/**
 * Format 10: the search in labels keeps label and notes apart, and tags out of it (they are few and have a table of their own), so that
 * giving a label or a tag to 10,000 features does not index their notes anew. The index holds no copy of the texts; the two spaces
 * at the end make every letter the beginning of a trigram, so that words of one or two letters are found by it too.
 */
import type { Migration } from './index'

/** Of a label's texts: its label has twice its id, its notes the number after that. */
const rows = (row: string, column: 'label' | 'notes') =>
  `SELECT 2 * ${row}id + ${column === 'label' ? 0 : 1}, ${row}${column} || '  '`

const renewed = (column: 'label' | 'notes') => `
  CREATE TRIGGER label_search_${column} AFTER UPDATE OF ${column} ON labels WHEN old.${column} <> new.${column} BEGIN
    DELETE FROM label_search WHERE rowid = 2 * new.id + ${column === 'label' ? 0 : 1};
    INSERT INTO label_search (rowid, text) ${rows('new.', column)} WHERE new.${column} <> '';
  END;`

export const labelWords: Migration = {
  version: 10,
  up(connection) {
    for (const trigger of ['insert', 'delete', 'update', 'label', 'notes'])
      connection.exec(`DROP TRIGGER IF EXISTS label_search_${trigger}`)
    connection.exec(`
      DROP TABLE IF EXISTS label_terms;
      DROP TABLE IF EXISTS label_search;
      CREATE VIRTUAL TABLE label_search USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'trigram');
      CREATE VIRTUAL TABLE label_terms USING fts5vocab (label_search, instance);
      INSERT INTO label_search (rowid, text) ${rows('', 'label')} FROM labels WHERE label <> '';
      INSERT INTO label_search (rowid, text) ${rows('', 'notes')} FROM labels WHERE notes <> '';
      CREATE TRIGGER label_search_insert AFTER INSERT ON labels BEGIN
        INSERT INTO label_search (rowid, text) ${rows('new.', 'label')} WHERE new.label <> '';
        INSERT INTO label_search (rowid, text) ${rows('new.', 'notes')} WHERE new.notes <> '';
      END;
      CREATE TRIGGER label_search_delete AFTER DELETE ON labels BEGIN
        DELETE FROM label_search WHERE rowid IN (2 * old.id, 2 * old.id + 1);
      END;
      ${renewed('label')}
      ${renewed('notes')}
    `)
  }
}
