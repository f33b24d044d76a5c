import { getRouteApi } from '@tanstack/react-router';
import { ItemPage } from '../library/item-page.js';
import { ItemUses } from '../library/item-uses.js';
import { ItemVersions } from '../library/item-versions.js';
import { GoalEditor } from './goal-editor.js';
import { GoalFacts } from './goal-facts.js';
import { GoalOverview } from './goal-overview.js';
import { goalMember } from './goal-words.js';

const route = getRouteApi('/frame/goals/$goalId/$tab');

/** One goal: what it asks for, how far its runs got, who uses it, and how it came to be. */
export const GoalPage = () => {
  const { goalId: id, tab } = route.useParams();
  const search = route.useSearch();
  return (
    <ItemPage
      kind="goals"
      id={id}
      tab={tab}
      bodyOf={(read) =>
        tab === 'versions' ? (
          <ItemVersions
            kind="goals"
            id={id}
            version={read.item.version}
            search={search}
            wordsOf={goalMember}
            factsOf={(definition) => <GoalFacts definition={definition} />}
          />
        ) : tab === 'edit' ? (
          <GoalEditor read={read} />
        ) : tab === 'used-by' ? (
          <ItemUses kind="goals" id={id} />
        ) : (
          <GoalOverview goal={read.item} search={search} />
        )
      }
    />
  );
};
