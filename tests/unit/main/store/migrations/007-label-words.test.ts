import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../../../../main/store/database/connect'
import { projectLayout } from '../../../../../main/store/files/layout'
import { openProject } from '../../../../../main/store/index'
import { projectWithRun } from '../samples'

test('labels of an earlier format are found by their words and tags, and stay found when they change', async () => {
  const { store, run } = await projectWithRun()
  store.labels.edit(run, 1, { label: 'names of cities', tags: ['place'] })
  store.labels.edit(run, 2, { notes: 'rivers' })
  store.close()
  const raw = connect(projectLayout(store.folder).database, { readOnly: false })
  // The search as format 1 made it.
  raw.exec(`
    DROP TRIGGER label_search_insert; DROP TRIGGER label_search_delete; DROP TRIGGER label_search_label; DROP TRIGGER label_search_notes;
    DROP TABLE label_terms; DROP TABLE label_search;
    CREATE VIRTUAL TABLE label_search USING fts5 (label, notes, tag_text, content = 'labels', content_rowid = 'id', tokenize = 'trigram');
    INSERT INTO label_search (label_search) VALUES ('rebuild');
    CREATE TRIGGER label_search_update AFTER UPDATE OF label, notes, tag_text ON labels BEGIN
      INSERT INTO label_search (rowid, label, notes, tag_text) VALUES (new.id, new.label, new.notes, new.tag_text);
    END;
    PRAGMA user_version = 6;
  `)
  raw.close()
  const again = await openProject(store.folder)
  onTestFinished(() => again.close())
  const found = (...words: string[]) => again.labels.search(run, words, 10).map(({ feature }) => feature)
  expect([found('cit'), found('place'), found('riv'), found('o')]).toEqual([[1], [1], [2], [1]])
  again.labels.edit(run, 1, { label: 'names of towns' })
  expect([found('cit'), found('town')]).toEqual([[], [1]])
})
