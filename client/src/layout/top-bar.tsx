import type { Me } from '@entente/shared/http/views';
import { languages } from '@entente/shared/language';
import { ActionIcon, Anchor, Button, Group, Menu, useMantineColorScheme } from '@mantine/core';
import { IconBuilding, IconCheck, IconLogout, IconPlus, IconUserCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../api/api.ts';
import { chooseLanguage } from '../i18n/i18n.ts';
import { useSignOut } from '../session/use-sign-out.tsx';
import classes from './top-bar.module.css';

type TopBarProps = { readonly me: Me };

/** The quiet bar above every signed-in page: home, my organisations, my account. */
export function TopBar({ me }: TopBarProps) {
  const { t } = useTranslation();
  return (
    <header className={classes.bar}>
      <Anchor component={Link} to="/" underline="never" className={classes.brand}>
        {t('entente')}
      </Anchor>
      <Group component="nav" gap="xs" aria-label={t('navigation')} wrap="nowrap">
        <Button component={Link} to="/" variant="subtle" size="compact-md" visibleFrom="xs">
          {t('home')}
        </Button>
        <AccountMenu me={me} />
      </Group>
    </header>
  );
}

function AccountMenu({ me }: TopBarProps) {
  const { t } = useTranslation();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={280} withinPortal={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" size="lg" aria-label={t('account-menu', { name: me.person.name })}>
          <IconUserCircle aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.person.name}</Menu.Label>
        <Menu.Item component={Link} to="/account" leftSection={<IconUserCircle size={16} aria-hidden />}>
          {t('account')}
        </Menu.Item>
        {me.memberships.map(({ organisation }) => (
          <Menu.Item
            key={organisation.id}
            component={Link}
            to={`/organisations/${organisation.id}`}
            leftSection={<IconBuilding size={16} aria-hidden />}
          >
            {organisation.name}
          </Menu.Item>
        ))}
        <Menu.Item component={Link} to="/organisations/new" leftSection={<IconPlus size={16} aria-hidden />}>
          {t('new-organisation')}
        </Menu.Item>
        <Menu.Divider />
        <LanguageItems />
        <Menu.Divider />
        <AppearanceItems />
        <Menu.Divider />
        <Menu.Item onClick={signOut} leftSection={<IconLogout size={16} aria-hidden />}>
          {t('sign-out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function LanguageItems() {
  const { t, i18n } = useTranslation();
  return (
    <>
      <Menu.Label>{t('language')}</Menu.Label>
      {languages.map((language) => (
        <Menu.Item
          key={language}
          lang={language}
          aria-current={i18n.language === language}
          rightSection={i18n.language === language ? <IconCheck size={16} aria-hidden /> : null}
          onClick={async () => {
            await chooseLanguage(language);
            await api.me.change({ language });
          }}
        >
          {t(`language-${language}`)}
        </Menu.Item>
      ))}
    </>
  );
}

function AppearanceItems() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t('appearance')}</Menu.Label>
      {(['light', 'dark', 'auto'] as const).map((scheme) => (
        <Menu.Item
          key={scheme}
          aria-current={colorScheme === scheme}
          rightSection={colorScheme === scheme ? <IconCheck size={16} aria-hidden /> : null}
          onClick={() => setColorScheme(scheme)}
        >
          {t(`appearance-${scheme}`)}
        </Menu.Item>
      ))}
    </>
  );
}
