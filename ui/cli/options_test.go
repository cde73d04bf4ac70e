package cli

import (
	"testing"

	"seuil/ui/config"
)

func TestTheSettingsOfBackupsReachTheVault(t *testing.T) {
	for _, tt := range []struct{ daily, weekly, days, weeks int }{{7, 4, 7, 4}, {30, 1, 30, 1}, {1, 0, 1, -1}} {
		a := &app{vaultDir: t.TempDir(), config: config.Config{BackupDaily: tt.daily, BackupWeekly: tt.weekly}}
		opt, err := a.options()
		if err != nil || opt.KeepDays != tt.days || opt.KeepWeeks != tt.weeks {
			t.Errorf("daily %d, weekly %d: %d days and %d weeks are kept (%v)", tt.daily, tt.weekly, opt.KeepDays, opt.KeepWeeks, err)
		}
	}
}
