// Package config reads config.toml, the settings of one person on one machine. Nothing in that file keeps anyone from
// opening a vault: a setting that cannot be understood is named, with its line and what may have been meant, and takes its
// default.
package config

import (
	"os"
	"path/filepath"
)

// Config is every setting. [Default] says what holds without a file.
type Config struct {
	Language     string // fr or en
	Theme        string // auto, dark, light or contrast
	Mouse        bool   // the terminal tells seuil of clicks
	Tips         bool   // a line of advice where there is room
	FPS          int    // frames a second at most: 30 to 120
	IdleMinutes  int    // before the vault locks by itself: 1 to 15
	MaskOnBlur   bool   // names are masked while another window has the focus
	VaultDir     string // absolute; empty: the usual folder
	BackupDaily  int    // of how many days a backup is kept: 1 to 35
	BackupWeekly int    // and then of how many weeks: 0 to 5; none is kept for longer than 35 days
	ExchangeDir  string // absolute: where bundles go and come from; empty: the usual folder
	ExchangeAuto bool   // the open program looks there by itself; it imports nothing by itself
	ProgrammeDir string // absolute: files that replace those of the programmes; empty: none
}

// Default is the settings of a person who never wrote any.
func Default() Config {
	return Config{Language: "fr", Theme: "auto", Mouse: true, Tips: true, FPS: 60, IdleMinutes: 5,
		BackupDaily: 7, BackupWeekly: 4, ExchangeAuto: true}
}

// Path is where the settings are looked for: seuil/config.toml in the folder of settings of the account.
func Path() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "seuil", "config.toml"), nil
}

// setting is one line of the file: its key and how its value is read. set says what would be valid in place of a value
// that is not.
type setting struct {
	key string
	set func(c *Config, value any) (nearest string, ok bool)
}

// settings are all of them, in the order of config.toml.example.
func settings() []setting {
	return []setting{
		{"language", choice(func(c *Config) *string { return &c.Language }, "fr", "en")},
		{"theme", choice(func(c *Config) *string { return &c.Theme }, "auto", "dark", "light", "contrast")},
		{"mouse", flag(func(c *Config) *bool { return &c.Mouse })},
		{"tips", flag(func(c *Config) *bool { return &c.Tips })},
		{"fps", number(func(c *Config) *int { return &c.FPS }, 30, 120)},
		{"lock.idle_minutes", number(func(c *Config) *int { return &c.IdleMinutes }, 1, 15)},
		{"names.mask_on_blur", flag(func(c *Config) *bool { return &c.MaskOnBlur })},
		{"vault.dir", folder(func(c *Config) *string { return &c.VaultDir })},
		{"backup.daily", number(func(c *Config) *int { return &c.BackupDaily }, 1, 35)},
		{"backup.weekly", number(func(c *Config) *int { return &c.BackupWeekly }, 0, 5)},
		{"exchange.folder", folder(func(c *Config) *string { return &c.ExchangeDir })},
		{"exchange.auto", flag(func(c *Config) *bool { return &c.ExchangeAuto })},
		{"programme.dir", folder(func(c *Config) *string { return &c.ProgrammeDir })},
	}
}

// Keys are the names of all settings, with those of their tables: "lock.idle_minutes".
func Keys() []string {
	var keys []string
	for _, s := range settings() {
		keys = append(keys, s.key)
	}
	return keys
}
