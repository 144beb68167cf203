/**
 * Format 7: the search in labels is over label and notes alone. Tags are few and have a table of their own, so that giving a tag to
 * 10,000 features does not index their notes anew. The index keeps which labels have a trigram, not where, and no copy of the text;
 * the two spaces at the end make every letter the beginning of a trigram, so that words of one or two letters are found by it too.
 */
import type { Migration } from './index'

const text = (row: string) => `${row}label || char(10) || ${row}notes || '  '`

export const labelWords: Migration = {
  version: 7,
  up(connection) {
    for (const event of ['insert', 'delete', 'update']) connection.exec(`DROP TRIGGER IF EXISTS label_search_${event}`)
    connection.exec(`
      DROP TABLE IF EXISTS label_terms;
      DROP TABLE IF EXISTS label_search;
      CREATE VIRTUAL TABLE label_search USING fts5 (text, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram');
      CREATE VIRTUAL TABLE label_terms USING fts5vocab (label_search, instance);
      INSERT INTO label_search (rowid, text) SELECT id, ${text('')} FROM labels;
      CREATE TRIGGER label_search_insert AFTER INSERT ON labels BEGIN
        INSERT INTO label_search (rowid, text) VALUES (new.id, ${text('new.')});
      END;
      CREATE TRIGGER label_search_delete AFTER DELETE ON labels BEGIN
        DELETE FROM label_search WHERE rowid = old.id;
      END;
      CREATE TRIGGER label_search_update AFTER UPDATE OF label, notes ON labels
        WHEN old.label <> new.label OR old.notes <> new.notes
      BEGIN
        UPDATE label_search SET text = ${text('new.')} WHERE rowid = new.id;
      END;
    `)
  }
}
