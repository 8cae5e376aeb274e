import { Alert, List } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { failureOf, isDeviceRefusal, reasonsOf } from '../api/errors.ts';
import { useReasonSentence } from '../negotiation/use-reason-sentence.ts';

type FailureNoteProps = { readonly error: unknown };

/** Why an action did not go through, beside the control that asked for it. Nothing when there is no error. */
export function FailureNote({ error }: FailureNoteProps) {
  const { t } = useTranslation();
  const sentence = useReasonSentence();
  if (error === undefined || error === null) return null;
  const reasons = reasonsOf(error);
  const kind = failureOf(error);
  return (
    <Alert color="red" variant="light" role="alert" w="100%">
      {reasons ? (
        reasons.length === 1 && reasons[0] ? (
          sentence(reasons[0])
        ) : (
          <List size="sm">
            {reasons.map((reason) => (
              <List.Item key={JSON.stringify(reason)}>{sentence(reason)}</List.Item>
            ))}
          </List>
        )
      ) : (
        t(`failure.${isDeviceRefusal(error) ? 'device' : kind === 'refused' ? 'server' : kind}`)
      )}
    </Alert>
  );
}
