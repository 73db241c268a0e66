import { useTheme } from '../../app/theme.ts'
import { IconButton } from '../controls/icon-button.tsx'

export function ThemeToggle() {
  const [theme, choose] = useTheme()
  const other = theme === 'dark' ? 'light' : 'dark'
  return (
    <IconButton
      icon={theme === 'dark' ? 'sun' : 'moon'}
      label={`Use the ${other} theme`}
      onClick={() => choose(other)}
    />
  )
}
