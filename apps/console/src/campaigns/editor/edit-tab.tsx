import { useQuery } from '@tanstack/react-query';
import { Archive, Lock } from 'lucide-react';
import { useState } from 'react';
import { useSession } from '../../api/session.js';
import { EmptyState, Unread } from '../../parts/states.js';
import type { TabProps } from '../campaign-page.js';
import { Editor } from './editor.js';
import { workingCopyQuery } from './working-copy.js';

/** Who may edit gets the editor; everybody else is told why not. */
const EditTab = (props: TabProps) => {
  const role = useSession()?.role;
  if (role !== 'manager' && role !== 'admin')
    return (
      <EmptyState icon={Lock} title="Managers edit campaigns">
        With the role {role ?? 'of nobody'} you read what is published: ask a manager for a change.
      </EmptyState>
    );
  if (props.campaign.status === 'archived')
    return (
      <EmptyState icon={Archive} title="The campaign is archived">
        It is not edited any more. A duplicate of it is a new campaign.
      </EmptyState>
    );
  return <Loaded {...props} />;
};

export default EditTab;

const Loaded = (props: TabProps) => {
  const read = useQuery(workingCopyQuery(props.id));
  const { data, isFetchedAfterMount } = read;
  const [beginning, setBeginning] = useState(0);
  // What was kept may have changed since this page was left: it begins with what the service has.
  if (data === undefined || !isFetchedAfterMount) return <Unread of={read} lines={8} />;
  return (
    <Editor
      key={beginning}
      {...props}
      first={data}
      onBeginAnew={() => void read.refetch().then(() => setBeginning(beginning + 1))}
    />
  );
};
