package programme

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"seuil/model"
	"seuil/model/text"
)

// What the files other than programmes hold.
type (
	organisationsFile struct {
		Organisations []Organisation `toml:"organisation"`
		Agencies      []Agency       `toml:"agency"`
	}
	templatesFile struct {
		Templates []Template `toml:"template"`
	}
	wordsFile struct {
		Lists []wordList `toml:"list"`
	}
	wordList struct {
		Code string
		FR   []string `toml:"fr"`
		EN   []string `toml:"en"`
	}
)

// Codes of the lists of words to warn about (../../domain/domain.md 5.5).
const (
	WordJudgement = "judgement" // adjectives that judge
	WordDiagnosis = "diagnosis" // diagnoses, which are for a doctor
)

var codePattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,39}$`) })

// code checks a code that must be there, well formed and not seen before.
func (d *decoder) code(at, code string, seen map[string]bool) {
	switch {
	case code == "":
		d.fault(at, CodeMissing, "")
	case !codePattern().MatchString(code):
		d.fault(at, CodeBadValue, strings.ToLower(code))
	case seen[code]:
		d.fault(at, CodeDuplicate, "")
	}
	seen[code] = true
}

// labels checks a name, and its short form that must fit a column.
func (d *decoder) labels(at string, name, short Label) {
	if name.FR == "" {
		d.fault(join(at, "name.fr"), CodeMissing, "")
	}
	if short.FR == "" {
		d.fault(join(at, "short.fr"), CodeMissing, "")
	}
	d.shortEnough(at, short)
}

// shortEnough checks that a short form fits a column.
func (d *decoder) shortEnough(at string, short Label) {
	if utf8.RuneCountInString(short.FR) > MaxShort {
		d.fault(join(at, "short.fr"), CodeTooLong, "")
	}
	if utf8.RuneCountInString(short.EN) > MaxShort {
		d.fault(join(at, "short.en"), CodeTooLong, "")
	}
}

// checkFile checks that a file of the user's folder is named by the code of its programme.
func (p *Programme) checkFile(d *decoder) {
	if own := strings.TrimSuffix(path.Base(d.file), ".toml"); p.Code != "" && p.Code != own {
		d.fault("code", CodeBadValue, own)
	}
}

func (p *Programme) check(d *decoder) bool {
	d.code("code", p.Code, make(map[string]bool))
	d.labels("", p.Name, p.ShortName)
	if len(p.Phases) == 0 {
		d.fault("phase", CodeMissing, "")
	}
	seen := make(map[string]bool)
	for i, ph := range p.Phases {
		at := fmt.Sprintf("phase[%d]", i)
		d.code(join(at, "code"), ph.Code, seen)
		d.labels(at, ph.Name, ph.ShortName)
	}
	n := p.codes()
	p.checkSteps(d, n)
	p.checkPapers(d)
	p.checkRules(d, n)
	if len(d.problems) == 0 { // a circle through a code that is wrong would be a second word for the same fault
		p.checkNeeds(d)
		p.checkCycles(d)
	}
	return len(d.problems) == 0
}

func (f *organisationsFile) check(d *decoder) bool {
	kinds := []string{string(Landlord), string(Association)}
	seen, landlords := make(map[string]bool), []string(nil)
	for i, o := range f.Organisations {
		at := fmt.Sprintf("organisation[%d]", i)
		d.code(join(at, "code"), o.Code, seen)
		if !slices.Contains(kinds, string(o.Kind)) {
			d.fault(join(at, "kind"), CodeBadValue, text.Nearest(string(o.Kind), kinds))
		}
		if o.Kind == Landlord {
			landlords = append(landlords, o.Code)
		}
		if len(o.Names) == 0 {
			d.fault(join(at, "name"), CodeMissing, "")
		}
		for j, n := range o.Names {
			if n.Name == "" {
				d.fault(fmt.Sprintf("%s.name[%d].name", at, j), CodeMissing, "")
			}
			if j > 0 && n.Since <= o.Names[j-1].Since {
				d.fault(fmt.Sprintf("%s.name[%d].since", at, j), CodeBadValue, "")
			}
		}
	}
	seen = make(map[string]bool)
	for i, a := range f.Agencies {
		at := fmt.Sprintf("agency[%d]", i)
		d.code(join(at, "code"), a.Code, seen)
		d.labels(at, a.Name, a.ShortName)
		if !slices.Contains(landlords, a.Landlord) {
			d.fault(join(at, "landlord"), CodeBadValue, text.Nearest(a.Landlord, landlords))
		}
	}
	return len(d.problems) == 0
}

func (f *templatesFile) check(d *decoder) bool {
	var kinds []string
	for _, k := range model.ContactKinds {
		kinds = append(kinds, string(k))
	}
	seen := make(map[model.ContactKind]bool)
	for i, t := range f.Templates {
		at := fmt.Sprintf("template[%d].kind", i)
		switch {
		case !slices.Contains(kinds, string(t.Kind)):
			d.fault(at, CodeBadValue, text.Nearest(string(t.Kind), kinds))
		case seen[t.Kind]:
			d.fault(at, CodeDuplicate, "")
		}
		seen[t.Kind] = true
	}
	return len(d.problems) == 0
}

func (f *wordsFile) check(d *decoder) bool {
	codes := []string{WordJudgement, WordDiagnosis}
	seen := make(map[string]bool)
	for i, l := range f.Lists {
		at := fmt.Sprintf("list[%d].code", i)
		if !slices.Contains(codes, l.Code) {
			d.fault(at, CodeBadValue, text.Nearest(l.Code, codes))
			continue
		}
		d.code(at, l.Code, seen)
	}
	return len(d.problems) == 0
}
