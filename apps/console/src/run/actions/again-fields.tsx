import type { Schemas } from '#client/client.js';
import { RadioChoice } from '../../parts/form/radio-choice.js';

export type Version = 'same' | 'latest';

interface AgainFieldsProps {
  readonly run: Schemas['Run'];
  readonly version: Version;
  onChange(version: Version): void;
}

/** What the run used, or what is published now. */
export const AgainFields = ({ run, version, onChange }: AgainFieldsProps) => {
  const { campaign, differsFromCampaign } = run;
  const choices = [
    { value: 'same', label: `The versions that this run used (campaign v${campaign.version})` },
    {
      value: 'latest',
      label: `The versions of now (campaign v${campaign.headVersion ?? campaign.version}${differsFromCampaign ? '' : ', the same'})`,
    },
  ] as const;
  return <RadioChoice legend="From" value={version} choices={choices} onChoose={onChange} />;
};
