package store

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"seuil/model"
	"seuil/store/codec"
	"seuil/store/seal"
)

// Create makes a vault in a folder, which is made too if need be, and opens it. recovery are the twelve words to write down:
// they are nowhere else. Errors: [ErrExists], [ErrUnsafe], [ErrInUse], [ErrIO]; those of [seal.Strength]; those of
// [model.Worker.Validate].
func Create(opt Options, passphrase string, me model.Worker) (v *Vault, recovery []string, err error) {
	opt = opt.filled()
	if err := me.Validate(); err != nil {
		return nil, nil, err
	}
	if err := seal.Strength(passphrase); err != nil {
		return nil, nil, err
	}
	if s := Inspect(opt.Dir); s.Present {
		return nil, nil, ErrExists
	} else if s.Place != "" {
		return nil, nil, &Error{Code: CodeUnsafe, Place: s.Place}
	}
	if err := os.MkdirAll(opt.Dir, 0o700); err != nil {
		return nil, nil, ioError(CodeIO, err)
	}
	lock, err := takeLock(opt.Dir)
	if err != nil {
		return nil, nil, err
	}
	l := &Locked{opt: opt, lock: lock, opening: make(chan struct{})}
	key, recovery, err := l.make(passphrase, me)
	if err == nil {
		err = l.read()
	}
	if err != nil {
		if key != nil {
			key.Wipe()
		}
		giveLock(lock)
		return nil, nil, asError(err)
	}
	l.openBolt()
	v, err = l.unlock(key)
	if err != nil {
		l.Close()
		return nil, nil, err
	}
	return v, recovery, nil
}

// asError gives an error of the system its code.
func asError(err error) error {
	var ours *Error
	var sealed *seal.Error
	var refused *model.Error
	if errors.As(err, &ours) || errors.As(err, &sealed) || errors.As(err, &refused) {
		return err
	}
	return ioError(CodeIO, err)
}

// make writes the file of a new vault beside its place, proves it, and puts it there: a crash leaves a vault or none.
func (l *Locked) make(passphrase string, me model.Worker) (_ *seal.Key, recovery []string, err error) {
	params := l.opt.Params
	if params == (seal.Params{}) {
		params = seal.Calibrate(l.opt.Now)
	}
	secret, err := seal.NewRecovery(l.opt.Rand)
	if err != nil {
		return nil, nil, err
	}
	header, key, err := seal.NewHeader(l.opt.Rand, params, passphrase, secret)
	if err != nil {
		return nil, nil, err
	}
	defer func() {
		if err != nil {
			key.Wipe()
		}
	}()
	if me.ID.IsZero() {
		if _, err = io.ReadFull(l.opt.Rand, me.ID[:]); err != nil {
			return nil, nil, err
		}
	}
	self, err := newIdentity(l.opt.Rand, me.ID)
	if err != nil {
		return nil, nil, err
	}
	fresh := filepath.Join(l.opt.Dir, freshName)
	if err = createFile(fresh, func(tx *bolt.Tx) error { return l.fill(tx, sealer{key, l.opt.Rand}, header, self, me) }); err != nil {
		return nil, nil, err
	}
	if _, err = prove(fresh, key); err != nil {
		return nil, nil, err
	}
	if err = install(fresh, filepath.Join(l.opt.Dir, vaultName)); err != nil {
		return nil, nil, err
	}
	folder, err := fileNumber(l.lock)
	if err != nil {
		return nil, nil, err
	}
	w, err := openWitness(l.opt.Dir, key, self.device, folder)
	if err != nil {
		return nil, nil, err
	}
	defer w.file.Close()
	if err = w.settle(1); err != nil {
		return nil, nil, err
	}
	return key, secret.Words(), nil
}

// fill writes the first records: how to unlock, who writes, and the first changes of the registry, which say so too.
func (l *Locked) fill(tx *bolt.Tx, s sealer, header seal.Header, self identity, me model.Worker) error {
	if err := tx.Bucket([]byte(headerBucket)).Put([]byte(headerKey), header.Encode()); err != nil {
		return err
	}
	if err := self.write(s, tx); err != nil {
		return err
	}
	registry := &model.Case{ID: model.RegistryID}
	worker, _ := registry.Put("vault.create", me.ID, &me)
	device, _ := registry.Put("vault.create", self.device, &model.Device{Worker: me.ID})
	h := head{commits: 1}
	var end link
	for i, w := range []model.Write{worker, device} {
		w.Fields = cleaned(w.Fields)
		at := codec.Place{Seq: end.seq + 1, Prev: end.id, Millis: l.opt.Now().UnixMilli()}
		if _, err := io.ReadFull(l.opt.Rand, at.Salt[:]); err != nil {
			return err
		}
		stored, c, err := codec.Sign(self.private, w, at)
		if err != nil {
			return err
		}
		if err := s.put(tx, changeBucket, s.changeKey(c.Case, uint64(i)+1), stored); err != nil {
			return err
		}
		end = link{c.Seq, c.ID}
		h.add(s.key, c.ID)
	}
	return s.put(tx, headBucket, []byte(headKey), h.encode())
}
